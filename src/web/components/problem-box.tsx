import type { View } from '../locale.ts'
import { words } from '../words.ts'

/** What is wrong, for the box on top and, when it names a field, beside that field. */
export type Problem = {
  /** `name` of the field it is about. */
  readonly field?: string | undefined
  readonly text: string
  /** What the form calls the field; beside the field it stands already. */
  readonly label?: string | undefined
  /** What to do now. */
  readonly next?: string | undefined
  /** The stable refusal code, for whoever is called about it. */
  readonly code?: string | undefined
}

export const fieldId = (name: string): string => `field-${name}`

export const problemOf = (problems: readonly Problem[] | undefined, name: string): Problem | undefined =>
  problems?.find(({ field }) => field === name)

/** On top of the page, announced at once, each line linked to its field. `Page` shows it when given `problems`. */
export function ProblemBox({ view, problems }: { view: View; problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <div class="problems" role="alert" aria-labelledby="problems-title" tabindex={-1} id="problems">
      <h2 id="problems-title">{view.t(words.problemTitle)}</h2>
      <ul>
        {problems.map(({ field, label, text, next, code }) => (
          <li>
            {field && label ? (
              <a href={`#${fieldId(field)}`}>
                {label}
                {view.t(words.colon)}
                {text}
              </a>
            ) : (
              <span>{text}</span>
            )}
            {next && (
              <span class="problem-next">
                {view.t(words.whatNow)}
                {next}
              </span>
            )}
            {code && (
              <span class="problem-code">
                {view.t(words.reference)} <code>{code}</code>
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
