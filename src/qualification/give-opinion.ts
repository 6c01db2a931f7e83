import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { DocumentId } from '../registration/ids.ts'
import { lockCase, moveCase } from './case-records.ts'
import { judgeWorker } from './grade-finding.ts'
import { OpinionId } from './ids.ts'
import { dropClaim } from './pile-records.ts'
import { documentsOf, insertOpinion, type OpinionRow, opinionsEver } from './records.ts'
import type { QualificationRefusal } from './refusals.ts'
import { announcedExam, askedOf, reviewedCase, reviewerOf } from './reviewer-of.ts'
import { phases } from './rules/case-state.ts'
import { Checklist, Conditions, judgeOpinion, Verdict } from './rules/checklist.ts'
import { judgeReviewer, settleOpinions } from './rules/reviewer.ts'
import { settleCase } from './settle-case.ts'

export const GiveOpinion = z.strictObject({
  examId: ExamId,
  phase: z.enum(phases),
  applicationId: ApplicationId,
  /** The version that was on the screen: an edit in between makes this opinion one about something else. */
  version: z.int().min(1),
  verdict: Verdict,
  checklist: Checklist,
  cites: Conditions,
  reason: z.string().trim().min(4).max(1000).optional(),
  inPerson: z.boolean(),
  originalsSeen: z.array(DocumentId).max(50),
})
export type GiveOpinion = z.infer<typeof GiveOpinion>

/**
 * One reviewer's opinion. The answer says only that it was taken: whether it is the first or the second, and what the other said, is
 * not to be read from it.
 */
export async function giveOpinion(
  deps: Deps,
  caller: Caller,
  command: GiveOpinion,
): Promise<Result<{ opinionId: string }, QualificationRefusal | 'idempotency_key_reused'>> {
  const { examId, phase, applicationId, verdict } = command
  return act(
    deps,
    { event: 'opinion_given', role: 'office', by: caller, examId, subject: applicationId, command },
    async (tx, now, note) => {
      const [exam, file] = await Promise.all([announcedExam(tx, examId), lockCase(tx, examId, applicationId, phase, caller.accountId, now)])
      if (!exam) return refuse('exam_unknown')
      if (!file) return refuse('case_unknown')
      const [reviewer, said, papers] = await Promise.all([
        reviewerOf(tx, caller, exam),
        opinionsEver(tx, file, file.version),
        documentsOf(tx, applicationId),
      ])
      const standing = said.filter(({ voidedAt }) => voidedAt === null)
      const may = judgeReviewer(reviewer, reviewedCase(deps, exam, file, standing), command.version, dateIn(deps.authority.timeZone, now))
      if (!may.ok) return may
      if (said.some(({ reviewerPersonId }) => reviewerPersonId === caller.personId)) return refuse('opinion_given_already')
      const paperIds = papers.map(({ id }) => id)
      const judged = judgeOpinion({ ...command, reason: command.reason }, askedOf(exam, file), paperIds)
      if (!judged.ok) return judged
      if (verdict === 'qualified') {
        const worker = await judgeWorker(tx, deps, exam, file)
        if (worker && !worker.ok) return worker
      }
      const id = OpinionId.parse(deps.newId())
      const own: OpinionRow = {
        id,
        applicationId,
        phase,
        version: file.version,
        reviewer: caller.accountId,
        reviewerPersonId: caller.personId,
        verdict,
        reasonSealed: command.reason ? deps.keyring.sealField(`opinions:reason:${id}`, command.reason) : null,
        cites: command.cites,
        checklist: command.checklist,
        inPerson: command.inPerson,
        originalsSeen: command.originalsSeen,
        givenAt: now,
        voidedAt: null,
      }
      await Promise.all([insertOpinion(tx, own), dropClaim(tx, applicationId, phase, caller.personId)])
      // Nobody else can have spoken in between: the case is locked.
      const [first, second] = [...standing, own]
      // The log is public, so the entry carries no verdict: it would show the first opinion to the second reviewer.
      note({ phase, version: file.version, opinion: id })
      if (!first || !second) return accept({ opinionId: id })
      const outcome = settleOpinions(first.verdict, second.verdict)
      if (outcome === 'disputed') {
        await moveCase(tx, file, 'disputed', now)
        return accept({ opinionId: id })
      }
      await settleCase(tx, deps, exam, file, [first, second], { outcome, byDispute: false }, now)
      return accept({ opinionId: id })
    },
  )
}
