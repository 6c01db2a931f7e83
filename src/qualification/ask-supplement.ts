import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { tell } from '../identity/inbox.ts'
import { act } from '../log/act.ts'
import { lockCase, moveCase } from './case-records.ts'
import { SupplementId } from './ids.ts'
import { dropClaim } from './pile-records.ts'
import { candidateAccount, insertSupplement, opinionsOn } from './records.ts'
import type { QualificationRefusal } from './refusals.ts'
import { announcedExam, askedOf, reviewedCase, reviewerOf } from './reviewer-of.ts'
import { phases } from './rules/case-state.ts'
import { conditions } from './rules/conditions.ts'
import { judgeReach } from './rules/reviewer.ts'
import { judgeSupplement } from './rules/supplement.ts'
import { qualificationWords as words } from './words.ts'

export const AskSupplement = z.strictObject({
  examId: ExamId,
  phase: z.enum(phases),
  applicationId: ApplicationId,
  version: z.int().min(1),
  /** Everything that is missing, at once: there is no second notice. */
  items: z
    .array(z.strictObject({ condition: z.enum(conditions), what: z.string().trim().min(2).max(300) }))
    .min(1)
    .max(20),
})
export type AskSupplement = z.infer<typeof AskSupplement>

/** One complete notice with a deadline; until it is answered nobody may judge the application (R-QUAL-25). */
export async function askSupplement(
  deps: Deps,
  caller: Caller,
  command: AskSupplement,
): Promise<Result<{ dueAt: string }, QualificationRefusal | 'idempotency_key_reused'>> {
  const { examId, phase, applicationId, version, items } = command
  return act(
    deps,
    { event: 'supplement_asked', role: 'office', by: caller, examId, subject: applicationId, command },
    async (tx, now, note) => {
      const exam = await announcedExam(tx, examId)
      if (!exam) return refuse('exam_unknown')
      const file = await lockCase(tx, examId, applicationId, phase, caller.accountId, now)
      if (!file) return refuse('case_unknown')
      const zone = deps.authority.timeZone
      const [reviewer, given] = await Promise.all([reviewerOf(tx, caller, exam), opinionsOn(tx, file, file.version)])
      const reach = judgeReach(reviewer, reviewedCase(deps, exam, file, given), dateIn(zone, now))
      if (!reach.ok) return reach
      if (file.version !== version) return refuse('case_changed', { version: file.version })
      const { supplementWorkingDays, holidays } = exam.notice
      const asked = judgeSupplement(file, items, askedOf(exam, file), { zone, now, workingDays: supplementWorkingDays, holidays })
      if (!asked.ok) return asked
      const { dueAt } = asked.value
      const id = SupplementId.parse(deps.newId())
      await insertSupplement(tx, {
        id,
        applicationId,
        phase,
        version,
        askedBy: caller.accountId,
        itemsSealed: deps.keyring.sealField(`supplements:items:${id}`, JSON.stringify(items)),
        itemCount: items.length,
        askedAt: now,
        dueAt,
        answeredAt: null,
      })
      await moveCase(tx, file, 'supplement_asked', now)
      await dropClaim(tx, applicationId, phase, caller.personId)
      const accountId = await candidateAccount(tx, file.personId)
      if (accountId)
        await tell(tx, deps, {
          accountId,
          examId,
          subject: words.supplementSubject,
          body: {
            zh: `请在规定时间内一次补齐：${items.map(({ what }) => what).join('；')}。逾期未补齐的，视为放弃报名。`,
            en: `Please complete all of this in time: ${items.map(({ what }) => what).join('; ')}. What is not completed in time counts as given up.`,
          },
          now,
        })
      note({ phase, version, items: items.length, dueAt: dueAt.toString() })
      return accept({ dueAt: dueAt.toString() })
    },
  )
}
