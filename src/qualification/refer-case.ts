import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { lockCase, moveCase } from './case-records.ts'
import { ReferralId } from './ids.ts'
import { answerReferralRow, insertReferral, opinionsOn, referralById, referralsOf } from './records.ts'
import type { QualificationRefusal } from './refusals.ts'
import { announcedExam, reviewedCase, reviewerOf } from './reviewer-of.ts'
import { phases } from './rules/case-state.ts'
import { judgeReach } from './rules/reviewer.ts'

export const ReferCase = z.strictObject({
  examId: ExamId,
  phase: z.enum(phases),
  applicationId: ApplicationId,
  toWhom: z.enum(['review_lead', 'higher_authority', 'registration_authority']),
  question: z.string().trim().min(4).max(1000),
})
export type ReferCase = z.infer<typeof ReferCase>

/** In doubt the reviewer asks; the application is on hold until there is an answer on record (R-QUAL-09, R-QUAL-23). */
export async function referCase(
  deps: Deps,
  caller: Caller,
  command: ReferCase,
): Promise<Result<{ referralId: string }, QualificationRefusal | 'idempotency_key_reused'>> {
  const { examId, phase, applicationId, toWhom, question } = command
  return act(
    deps,
    { event: 'case_referred', role: 'office', by: caller, examId, subject: applicationId, command },
    async (tx, now, note) => {
      const exam = await announcedExam(tx, examId)
      if (!exam) return refuse('exam_unknown')
      const file = await lockCase(tx, examId, applicationId, phase, caller.accountId, now)
      if (!file) return refuse('case_unknown')
      const [reviewer, given] = await Promise.all([reviewerOf(tx, caller, exam), opinionsOn(tx, file, file.version)])
      const reach = judgeReach(reviewer, reviewedCase(deps, exam, file, given), dateIn(deps.authority.timeZone, now))
      if (!reach.ok) return reach
      if (file.state !== 'open') return refuse('case_not_open', { state: file.state })
      if ((await referralsOf(tx, file)).some(({ answeredAt }) => answeredAt === null)) return refuse('referral_open')
      const id = ReferralId.parse(deps.newId())
      await insertReferral(tx, {
        id,
        applicationId,
        phase,
        version: file.version,
        toWhom,
        questionSealed: deps.keyring.sealField(`referrals:question:${id}`, question),
        askedBy: caller.accountId,
        askedAt: now,
        answerSealed: null,
        answeredFrom: null,
        answeredBy: null,
        answeredAt: null,
      })
      await moveCase(tx, file, 'referred', now)
      note({ phase, toWhom, referral: id })
      return accept({ referralId: id })
    },
  )
}

export const AnswerReferral = z.strictObject({
  examId: ExamId,
  referralId: ReferralId,
  answer: z.string().trim().min(2).max(2000),
  /** Which office said so; the lead may answer in person or enter what an authority answered. */
  answeredFrom: z.string().trim().min(2).max(100),
})
export type AnswerReferral = z.infer<typeof AnswerReferral>

export async function answerReferral(
  deps: Deps,
  caller: Caller,
  command: AnswerReferral,
): Promise<Result<{ referralId: string }, QualificationRefusal | 'idempotency_key_reused'>> {
  const { examId, referralId, answer, answeredFrom } = command
  return act(deps, { event: 'referral_answered', role: 'office', by: caller, examId, subject: referralId, command }, async (tx, now) => {
    const referral = await referralById(tx, referralId)
    const file = referral && (await lockCase(tx, examId, referral.applicationId, referral.phase, caller.accountId, now))
    const current = file && (await referralById(tx, referralId))
    if (!file || !current) return refuse('referral_unknown')
    if (current.answeredAt) return refuse('referral_answered')
    if (current.askedBy === caller.accountId) return refuse('second_person_needed')
    const answerSealed = deps.keyring.sealField(`referrals:answer:${referralId}`, answer)
    await answerReferralRow(tx, referralId, { answerSealed, answeredFrom, answeredBy: caller.accountId, answeredAt: now })
    if (file.state === 'referred') await moveCase(tx, file, 'open', now)
    return accept({ referralId })
  })
}
