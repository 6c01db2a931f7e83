/**
 * The life of a certificate or assessment form (C6), and which of its steps need two people.
 *
 * Regulation: 《工人技术等级考核工作制度》第七条(二)(四)(五) (R-WK-30, R-WK-32, R-WK-33) seal, register, issue; wrong ones recovered;
 * 《职业技能鉴定工作制度》第十四条、第十五条、第十六条 (R-SK-18, R-SK-19, R-SK-20) spoiled ones kept for the count; 《文山州人力资源和社会保障局
 * 工作规则》第三十条(六) (R-SEAL-07) use of seals. Revocation follows 《事业单位工作人员奖励工作管理制度》第五条 (R-DUAL-22): cancelled and published.
 */
import { unreachable } from '../../foundation/invariant.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

export const certificateStates = [
  'printed',
  'stamped',
  'registered',
  'issued',
  'mailed',
  'delivered',
  'spoiled',
  'recalled',
  'voided',
  'revoked',
] as const
export type CertificateState = (typeof certificateStates)[number]

export const steps = [
  'stamp',
  'register',
  'hand_over',
  'mail',
  'confirm_delivery',
  'take_back_mail',
  'spoil',
  'recover',
  'recall',
  'revoke',
] as const
export type Step = (typeof steps)[number]

export type StepRefusal = 'certificate_not_at_this_step'

/** Where the step leads, or the refusal with the state that stands in its way. */
export function stepFrom(state: CertificateState, step: Step): Result<CertificateState, StepRefusal> {
  const to = target(state, step)
  return to ? accept(to) : refuse('certificate_not_at_this_step', { state })
}

function target(state: CertificateState, step: Step): CertificateState | undefined {
  switch (step) {
    case 'stamp':
      return state === 'printed' ? 'stamped' : undefined
    case 'register':
      return state === 'stamped' ? 'registered' : undefined
    case 'hand_over':
      return state === 'registered' ? 'issued' : undefined
    case 'mail':
      return state === 'registered' ? 'mailed' : undefined
    case 'confirm_delivery':
      return state === 'mailed' ? 'delivered' : undefined
    case 'take_back_mail':
      return state === 'mailed' ? 'registered' : undefined
    case 'spoil':
      return isInHouse(state) ? 'spoiled' : undefined
    case 'recover':
      return state === 'recalled' ? 'voided' : undefined
    case 'recall':
      return isOut(state) ? 'recalled' : undefined
    case 'revoke':
      return isOut(state) ? 'revoked' : undefined
    default:
      return unreachable(step)
  }
}

const isInHouse = (state: CertificateState): boolean => state === 'printed' || state === 'stamped' || state === 'registered'
export const isOut = (state: CertificateState): boolean => state === 'issued' || state === 'mailed' || state === 'delivered'
/** While one of these exists for an application, no other is printed. */
export const isAlive = (state: CertificateState): boolean => isInHouse(state) || isOut(state)

/** What a stranger who holds the paper is told. */
export type PublicStanding = 'valid' | 'withdrawn' | 'unknown'
export const standingOf = (state: CertificateState): PublicStanding =>
  isOut(state) ? 'valid' : state === 'recalled' || state === 'voided' || state === 'revoked' ? 'withdrawn' : 'unknown'

export const spoilingReasons = ['misprint', 'damaged', 'wrong_data', 'recovered'] as const
export type SpoilingReason = (typeof spoilingReasons)[number]

export const withdrawalKinds = ['recalled', 'revoked'] as const
export type WithdrawalKind = (typeof withdrawalKinds)[number]
/** Recalled: the paper is wrong and a right one may follow. Revoked: the pass itself has fallen. */
export const withdrawalReasons = {
  recalled: ['wrong_data', 'wrong_person', 'lost'],
  revoked: ['pass_reversed', 'false_documents', 'breach'],
} as const satisfies Record<WithdrawalKind, readonly string[]>
export type WithdrawalReason = (typeof withdrawalReasons)[WithdrawalKind][number]

export const reasonFits = (kind: WithdrawalKind, reason: WithdrawalReason): boolean =>
  withdrawalReasons[kind].some((allowed) => allowed === reason)

export type SecondHandRefusal = 'second_person_needed' | 'settled_already'

/** Spoiling, withdrawing, receiving blanks and closing a count: another person has seen it. */
export function judgeSecondHand(first: string, settled: boolean, second: string): Result<true, SecondHandRefusal> {
  if (settled) return refuse('settled_already')
  return first === second ? refuse('second_person_needed') : accept(true)
}
