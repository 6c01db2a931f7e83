import { z } from 'zod'
import { invigilatorRuleNames, panelRuleNames } from '../../seating/input-staff.ts'
import type { Problem } from '../http/answer.ts'
import { Notice } from '../web/components/notice.tsx'
import type { View } from '../web/locale.ts'
import { staffRuleWords, seatingWords as words } from './words.ts'

const Rule = z.enum([...invigilatorRuleNames, ...panelRuleNames])
const Conflict = z.object({ rules: z.array(Rule), minimal: z.boolean(), possibleWithout: Rule.optional() })

/** Why nobody can be placed: the rules that together exclude every assignment, and the one whose change would help. */
export function ConflictNotice({ v, problem }: { v: View; problem: Problem | undefined }) {
  const read = Conflict.safeParse(problem?.code === 'staffing_impossible' ? problem.facts : undefined)
  if (!read.success) return null
  const { rules, possibleWithout } = read.data
  return (
    <Notice kind="attention" title={v.t(words.conflict)}>
      <ul>
        {rules.map((rule) => (
          <li>{v.t(staffRuleWords[rule])}</li>
        ))}
      </ul>
      <p>
        {possibleWithout === undefined
          ? v.t(words.conflictNoRemedy)
          : `${v.t(words.conflictRemedy)}${v.t(staffRuleWords[possibleWithout])}`}
      </p>
    </Notice>
  )
}
