import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type CaseFile, lockCase } from './case-records.ts'
import { judgeWorker } from './grade-finding.ts'
import { addDeputyDecision, decisionOn, insertSectionDecision, type OpinionRow, opinionsOn } from './records.ts'
import type { QualificationRefusal } from './refusals.ts'
import { announcedExam } from './reviewer-of.ts'
import { phases } from './rules/case-state.ts'
import { type Dispute, judgeDeputyDecision, judgeSectionDecision } from './rules/dispute.ts'
import { settleCase } from './settle-case.ts'

const common = { examId: ExamId, phase: z.enum(phases), applicationId: ApplicationId, version: z.int().min(1) }

export const DecideBySection = z.strictObject({
  ...common,
  outcome: z.enum(['qualified', 'returned', 'undecided']),
  /** Who took part and what was said: the minutes of the section. */
  minutes: z.string().trim().min(10).max(4000),
})
export type DecideBySection = z.infer<typeof DecideBySection>

export const DecideByDeputy = z.strictObject({
  ...common,
  outcome: z.enum(['qualified', 'returned']),
  reasons: z.string().trim().min(4).max(2000),
})
export type DecideByDeputy = z.infer<typeof DecideByDeputy>

type Decided = Promise<Result<{ outcome: string }, QualificationRefusal | 'idempotency_key_reused'>>

/** The section's collective decision, entered by its head with the minutes; undecided goes up. */
export async function decideBySection(deps: Deps, caller: Caller, command: DecideBySection): Decided {
  const { examId, phase, applicationId, outcome, minutes } = command
  return act(
    deps,
    { event: 'dispute_decided', role: 'office', by: caller, examId, subject: applicationId, command },
    async (tx, now, note) => {
      const exam = await announcedExam(tx, examId)
      const file = exam && (await lockCase(tx, examId, applicationId, phase, caller.accountId, now))
      if (!exam || !file) return refuse('case_unknown')
      const { dispute, given } = await disputeOn(tx, file)
      const may = judgeSectionDecision(dispute, caller.personId, command.version)
      if (!may.ok) return may
      if (file.recused) return refuse('reviewer_recused')
      const worker = outcome === 'qualified' ? await judgeWorker(tx, deps, exam, file) : undefined
      if (worker && !worker.ok) return worker
      await insertSectionDecision(tx, {
        applicationId,
        phase,
        version: file.version,
        sectionBy: caller.accountId,
        sectionPersonId: caller.personId,
        sectionOutcome: outcome,
        sectionMinutesSealed: deps.keyring.sealField(`dispute_decisions:minutes:${applicationId}:${phase}:${file.version}`, minutes),
        sectionAt: now,
      })
      note({ phase, version: file.version, level: 'section', outcome })
      if (outcome === 'undecided') return accept<{ outcome: string }>({ outcome })
      await settleCase(tx, deps, exam, file, given, { outcome, byDispute: true }, now)
      return accept<{ outcome: string }>({ outcome })
    },
  )
}

/** The last level: the deputy director decides what the section could not. */
export async function decideByDeputy(deps: Deps, caller: Caller, command: DecideByDeputy): Decided {
  const { examId, phase, applicationId, outcome, reasons } = command
  return act(
    deps,
    { event: 'dispute_decided', role: 'office', by: caller, examId, subject: applicationId, command },
    async (tx, now, note) => {
      const exam = await announcedExam(tx, examId)
      const file = exam && (await lockCase(tx, examId, applicationId, phase, caller.accountId, now))
      if (!exam || !file) return refuse('case_unknown')
      const { dispute, given } = await disputeOn(tx, file)
      const may = judgeDeputyDecision(dispute, caller.personId, command.version)
      if (!may.ok) return may
      if (file.recused) return refuse('reviewer_recused')
      const worker = outcome === 'qualified' ? await judgeWorker(tx, deps, exam, file) : undefined
      if (worker && !worker.ok) return worker
      await addDeputyDecision(tx, file, file.version, {
        deputyBy: caller.accountId,
        deputyPersonId: caller.personId,
        deputyOutcome: outcome,
        deputyReasonsSealed: deps.keyring.sealField(`dispute_decisions:reasons:${applicationId}:${phase}:${file.version}`, reasons),
        deputyAt: now,
      })
      note({ phase, version: file.version, level: 'deputy', outcome })
      await settleCase(tx, deps, exam, file, given, { outcome, byDispute: true }, now)
      return accept<{ outcome: string }>({ outcome })
    },
  )
}

async function disputeOn(tx: Tx, file: CaseFile): Promise<{ dispute: Dispute; given: readonly OpinionRow[] }> {
  const given = await opinionsOn(tx, file, file.version)
  const decision = await decisionOn(tx, file, file.version)
  const { state, version } = file
  const section = decision && { by: decision.sectionPersonId, outcome: decision.sectionOutcome }
  const dispute = { state, version, reviewers: given.map(({ reviewerPersonId }) => reviewerPersonId), section }
  return { dispute, given }
}
