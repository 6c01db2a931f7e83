import type { Child } from 'hono/jsx'
import type { View } from '../locale.ts'
import { words } from '../words.ts'

export type PictureTable = { readonly head: readonly string[]; readonly rows: readonly (readonly Child[])[] }

type PictureProps = {
  readonly view: View
  readonly title: string
  /** What the picture shows, in a sentence: read out instead of it. */
  readonly says: string
  /** Of the drawing, in its own units; on the screen it is at most 30rem wide. */
  readonly width: number
  readonly height: number
  readonly table: PictureTable
  readonly children?: Child
}

/** A drawing with its numbers behind it: nobody needs to see the picture to know what it says. */
export const Picture = ({ view, title, says, width, height, table, children }: PictureProps) => (
  <figure class="picture">
    <figcaption>{title}</figcaption>
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={says} focusable="false">
      {children}
    </svg>
    <BehindPicture view={view} title={title} table={table} />
  </figure>
)

/** The numbers of a picture, folded away under it. */
export const BehindPicture = ({ view, title, table }: { view: View; title: string; table: PictureTable }) => (
  <details>
    <summary>{view.t(words.asTable)}</summary>
    <section class="table-scroll" aria-label={title} tabindex={0}>
      <table>
        <thead>
          <tr>
            {table.head.map((head) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </details>
)

/** Text cut to a width counted in Latin characters; a Chinese character counts two. */
export function clip(text: string, width: number): string {
  const wide = (character: string) => (/[⺀-￯\u{20000}-\u{3ffff}]/u.test(character) ? 2 : 1)
  const widthOf = (characters: readonly string[]) => characters.reduce((sum, character) => sum + wide(character), 0)
  const kept = [...text]
  if (widthOf(kept) <= width) return text
  // The dots are as wide as a character.
  while (kept.length > 0 && widthOf(kept) > width - 2) kept.pop()
  return `${kept.join('')}…`
}
