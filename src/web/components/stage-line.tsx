import type { View } from '../locale.ts'
import { type Stage, stageNames, stages, words } from '../words.ts'

export type StageMark = 'done' | 'current' | 'upcoming'

type StageLineProps = {
  readonly view: View
  readonly current: Stage
  /** Stages that are over, where the page knows it. Else the line says where this page belongs and claims nothing. */
  readonly done?: readonly Stage[] | undefined
  /** Where a stage leads for the person who looks; a stage without an address is not a link. */
  readonly href?: ((stage: Stage) => string | undefined) | undefined
}

/** The twelve stages as a line with the current one marked: the same on every page of an exam. */
export function StageLine({ view, current, done, href }: StageLineProps) {
  const place = stages.indexOf(current)
  const over = new Set(done)
  return (
    <nav class="stage-line" aria-label={view.t(words.stageLine)}>
      <p class="stage-now">{view.t(words.stageOf, { n: place + 1, name: view.t(stageNames[current]) })}</p>
      <ol>
        {stages.map((stage, index) => {
          const mark: StageMark = stage === current ? 'current' : over.has(stage) ? 'done' : 'upcoming'
          const look = done || mark === 'current' ? mark : undefined
          const address = href?.(stage)
          const inside = (
            <>
              <span class="stage-dot" aria-hidden="true">
                {mark === 'done' ? '✓' : index + 1}
              </span>
              <span class="stage-name">{view.t(stageNames[stage])}</span>
              {(done || mark === 'current') && <span class="sr-only">{view.t(words[mark])}</span>}
            </>
          )
          return (
            <li class={look} aria-current={mark === 'current' ? 'step' : undefined}>
              {address ? <a href={address}>{inside}</a> : <span>{inside}</span>}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
