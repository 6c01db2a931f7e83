import type { Instant } from '../foundation/clock.ts'
import { press, pressQueue } from './press.ts'
import { recently } from './recently.ts'
import type { Template, TemplateData } from './template-data.ts'

export type Printing = {
  /** Written into the file as its date: the same data at the same instant give the same bytes. */
  readonly at: Instant
  /** JPEG, PNG or SVG by the key the data use. */
  readonly pictures?: Readonly<Record<string, Uint8Array>>
}

/** A page as PDF (`typeset.ts`), made by the thread of the press. */
export const renderPdf = <T extends Template>(
  template: T,
  data: TemplateData[T],
  { at, pictures = {} }: Printing,
): Promise<Uint8Array<ArrayBuffer>> => press({ sheet: { template, data: JSON.stringify(data), at: at.toString(), pictures } })

/** So many bytes of pages made lately: somebody who asks again within minutes gets the same file. */
const keptPages = recently(48 * 1024 * 1024)

/** About two seconds of work. Whoever would wait longer is told to come again, and the queue stays short for everybody. */
const longestQueue = 200

/**
 * The same for a page that thousands want in one morning. `of` names everything the page shows: whoever asks with the same facts gets the same
 * file, and a page whose facts have changed is another page.
 */
export const renderOften = async <T extends Template>(of: string, template: T, page: () => Promise<[TemplateData[T], Printing]>) =>
  keptPages(of, () => (pressQueue() >= longestQueue ? undefined : page().then(([data, printing]) => renderPdf(template, data, printing))))
