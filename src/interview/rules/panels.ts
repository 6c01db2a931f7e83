/**
 * How interviewees are grouped and who is in the room: all of one post before one panel, each post before exactly one; waiting room and
 * interview room apart; one discipline inspector and one or two social supervisors, none of them an examiner.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第二十条 same post same panel (R-RC-25), 第二十一条 grouped at random on the day (R-RC-26), 第二十三条
 * waiting and interview rooms at opposite ends (R-RC-28), 第二十五条 one discipline inspector, one or two social supervisors (R-RC-30);
 * a post is never split, the panel sits longer (B-47).
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'

export type PlannedPanel = {
  readonly number: number
  readonly positions: readonly string[]
  readonly interviewRoom: string
  readonly waitingRoom: string
  readonly inspector: string
  readonly supervisors: readonly string[]
  readonly clerk: string
}

export type PanelPlanRefusal =
  | 'position_in_two_panels'
  | 'position_without_panel'
  | 'position_without_interviewees'
  | 'panel_number_twice'
  | 'rooms_not_apart'
  | 'one_person_two_places'

/** `positions` are the posts that have interviewees. */
export function judgePanels(panels: readonly PlannedPanel[], positions: readonly string[]): Result<true, PanelPlanRefusal> {
  const listed = panels.flatMap((panel) => panel.positions)
  const numbers = panels.map(({ number }) => number)
  if (new Set(numbers).size < numbers.length) return refuse('panel_number_twice')
  const twice = listed.find((position, index) => listed.indexOf(position) !== index)
  if (twice) return refuse('position_in_two_panels', { position: twice })
  const missing = positions.find((position) => !listed.includes(position))
  if (missing) return refuse('position_without_panel', { position: missing })
  const idle = listed.find((position) => !positions.includes(position))
  if (idle) return refuse('position_without_interviewees', { position: idle })
  for (const panel of panels) {
    if (panel.interviewRoom === panel.waitingRoom || panels.some((other) => other.waitingRoom === panel.interviewRoom))
      return refuse('rooms_not_apart', { panel: panel.number })
    const people = [panel.inspector, panel.clerk, ...panel.supervisors]
    if (new Set(people).size < people.length) return refuse('one_person_two_places', { panel: panel.number })
  }
  const seated = panels.flatMap(({ inspector, clerk, supervisors }) => [inspector, clerk, ...supervisors])
  const elsewhere = seated.find((person, index) => seated.indexOf(person) !== index)
  return elsewhere ? refuse('one_person_two_places') : accept(true)
}

/** R-RC-26: panels are drawn on the day of the interview, not before, so that nobody can call on an examiner. */
export const judgeDrawDay = (interviewOn: string | undefined, today: string): Result<true, 'not_the_interview_day'> =>
  interviewOn === today ? accept(true) : refuse('not_the_interview_day', interviewOn ? { interviewOn } : {})
