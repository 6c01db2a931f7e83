import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * What becomes of a person chosen for a post: medical, inspection, proposal, hire, and the ways out of each.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第三十一条 (R-RC-36) medical; 第三十二条 (R-RC-37) no one goes on without a filed inspection report;
 * 第三十三条 (R-RC-38) both fine, then publicity; (R-RC-39) upheld: cancelled, not provable at once: suspended until concluded, without
 * effect: goes on; 第三十四条 (R-RC-40) probation; 第三十八条 (R-RC-45) a proven breach ends any of these states, also after hiring. Medical
 * comes before inspection (B-44).
 */
export const appointeeStates = [
  'medical',
  'medical_failed',
  'gave_up',
  'inspection',
  'inspection_failed',
  'proposed',
  'suspended',
  'cancelled',
  'hired',
  'confirmed',
  'revoked',
] as const
export type AppointeeState = (typeof appointeeStates)[number]

export const medicalOutcomes = ['fit', 'unfit', 'absent'] as const
export type MedicalOutcome = (typeof medicalOutcomes)[number]
export type Finding = 'upheld' | 'not_provable' | 'dismissed' | 'open'

export type StepRefusal =
  | 'not_at_medical'
  | 'not_at_inspection'
  | 'cannot_give_up_now'
  | 'not_proposed'
  | 'objection_undecided'
  | 'not_hired'
  | 'probation_running'
  | 'nothing_to_revoke'
  | 'breach_not_confirmed'

/** Who does not come gives up; the vacancy is the same (R-RC-36). */
export function afterMedical(state: AppointeeState, outcome: MedicalOutcome): Result<AppointeeState, StepRefusal> {
  if (state !== 'medical') return refuse('not_at_medical', { state })
  return accept(outcome === 'fit' ? 'inspection' : outcome === 'unfit' ? 'medical_failed' : 'gave_up')
}

/** A good report leaves the person where they are: what moves them on is the list of proposed appointees. */
export function afterInspection(state: AppointeeState, outcome: 'fit' | 'unfit'): Result<AppointeeState, StepRefusal> {
  if (state !== 'inspection') return refuse('not_at_inspection', { state })
  return accept(outcome === 'fit' ? 'inspection' : 'inspection_failed')
}

/** From publicity on a person who leaves is withdrawn by the office, since nobody may follow them. */
export const judgeGivingUp = (state: AppointeeState): Result<true, StepRefusal> =>
  state === 'medical' || state === 'inspection' ? accept(true) : refuse('cannot_give_up_now', { state })

/** What the findings on objections about one person make of the proposal; the gravest counts. */
export function afterFindings(state: AppointeeState, findings: readonly Finding[]): Result<AppointeeState, StepRefusal> {
  if (state !== 'proposed' && state !== 'suspended') return refuse('not_proposed', { state })
  if (findings.includes('upheld')) return accept('cancelled')
  if (findings.includes('open')) return refuse('objection_undecided')
  return accept(findings.includes('not_provable') ? 'suspended' : 'proposed')
}

/** The probation is judged when it is over, not before. */
export function afterProbation(
  state: AppointeeState,
  passed: boolean,
  endsOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Result<AppointeeState, StepRefusal> {
  if (state !== 'hired') return refuse('not_hired', { state })
  if (passed && Temporal.PlainDate.compare(today, endsOn) < 0) return refuse('probation_running', { endsOn: endsOn.toString() })
  return accept(passed ? 'confirmed' : 'revoked')
}

const over: readonly AppointeeState[] = ['medical_failed', 'gave_up', 'inspection_failed', 'cancelled', 'revoked']

export function afterBreach(state: AppointeeState, confirmed: boolean): Result<AppointeeState, StepRefusal> {
  if (over.includes(state)) return refuse('nothing_to_revoke', { state })
  if (!confirmed) return refuse('breach_not_confirmed')
  return accept(state === 'hired' || state === 'confirmed' ? 'revoked' : 'cancelled')
}
