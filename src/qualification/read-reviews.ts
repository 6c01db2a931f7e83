import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { plainnessOf } from '../registration/photo-sign.ts'
import { type CaseFile, catchUp, lockCase, phaseOpenedAt } from './case-records.ts'
import { formUnderReview, judgeWorker } from './grade-finding.ts'
import { casesInState, casesWithin, type ListedCase, stateCounts } from './pile-records.ts'
import { decisionOn, documentsOf, type OpinionRow, opinionsOn, photoOf, referralsOf, sealedPerson, supplementOf } from './records.ts'
import type { QualificationRefusal } from './refusals.ts'
import { openReversal } from './reversal-records.ts'
import { type AnnouncedExam, announcedExam, askedOf, leads, reviewedCase, reviewerOf, unitsOf } from './reviewer-of.ts'
import { type CaseState, caseStates, phases } from './rules/case-state.ts'
import { conditions } from './rules/conditions.ts'
import { judgeReach, judgeStanding } from './rules/reviewer.ts'

export const ListReviews = z.strictObject({
  examId: ExamId,
  phase: z.enum(phases),
  state: z.enum(caseStates).optional(),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
})

export type Pile = {
  readonly title: string
  readonly opened: boolean
  readonly standing: string | undefined
  readonly noticeHash: string
  readonly cases: ListedCase[]
  /** How many are in which state, for those who oversee the review; a reviewer could conclude from it what another has said. */
  readonly counts: readonly { readonly state: CaseState; readonly count: number }[] | undefined
}

/** Shown even where nobody is in them. */
const usualStates: readonly CaseState[] = ['open', 'supplement_asked', 'disputed', 'qualified', 'returned']

/** The pile of the caller's own unit. Who else has said what is not in it. */
export async function listReviews(
  deps: Deps,
  caller: Caller,
  { examId, phase, state, offset }: z.infer<typeof ListReviews>,
): Promise<Result<Pile, QualificationRefusal>> {
  const now = deps.clock()
  const zone = deps.authority.timeZone
  return deps.within('office', async (tx) => {
    const exam = await announcedExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const opened = (await phaseOpenedAt(tx, examId, phase)) !== undefined
    if (opened) await catchUp(tx, examId, phase, now)
    const standing = judgeStanding(await reviewerOf(tx, caller, exam), exam.family, dateIn(zone, exam.announcedAt), dateIn(zone, now))
    const reach = { exam, units: unitsOf(caller, exam), by: caller.accountId, personId: caller.personId }
    const cases = opened ? await casesWithin(tx, reach, phase, { state, offset }, now) : []
    const noticeHash = Buffer.from(exam.noticeHash).toString('hex')
    const oversees = appointmentFor(caller, ['exam_office', 'section_head', 'deputy_director', 'auditor'], examId) !== undefined
    const reviews = appointmentFor(caller, ['reviewer', 'review_lead'], examId) !== undefined
    const found = opened && oversees && !reviews ? await stateCounts(tx, examId, phase) : undefined
    const counts =
      found &&
      caseStates
        .map((one) => ({ state: one, count: found.get(one) ?? 0 }))
        .filter((one) => one.count > 0 || usualStates.includes(one.state))
    return accept({ title: exam.title, opened, standing: standing.ok ? undefined : standing.refusal, noticeHash, cases, counts })
  })
}

export const ReadReview = z.strictObject({ examId: ExamId, phase: z.enum(phases), applicationId: ApplicationId })

export const SupplementItems = z.array(z.object({ condition: z.enum(conditions), what: z.string() }))

/**
 * One file on the reviewer's desk: form, papers, what the document asks. Opening it is an act, since it shows a person. Opinions appear
 * only to one who has given theirs on this version, so that the second is as free as the first.
 */
export async function readReview(deps: Deps, caller: Caller, { examId, phase, applicationId }: z.infer<typeof ReadReview>) {
  return act(deps, { event: 'case_opened', role: 'office', by: caller, examId, subject: applicationId }, async (tx, now, note) => {
    const [exam, file] = await Promise.all([announcedExam(tx, examId), lockCase(tx, examId, applicationId, phase, caller.accountId, now)])
    if (!exam) return refuse<QualificationRefusal>('exam_unknown')
    if (!file) return refuse<QualificationRefusal>('case_unknown')
    const [reviewer, given] = await Promise.all([reviewerOf(tx, caller, exam), opinionsOn(tx, file, file.version)])
    const may = judgeReach(reviewer, reviewedCase(deps, exam, file, given), dateIn(deps.authority.timeZone, now))
    if (!may.ok) return refuse<QualificationRefusal>(may.refusal)
    note({ phase, version: file.version })
    const mine = given.find(({ reviewerPersonId }) => reviewerPersonId === caller.personId)
    // Whoever has spoken may see the rest; whoever has not sees nothing, not even whether there is anything.
    const shown = mine ? given : []
    const state = !mine && file.state === 'disputed' ? 'open' : file.state
    return accept({
      ...(await deskFile(tx, deps, exam, file)),
      state,
      opinions: shown.map((opinion) => toldOpinion(deps, opinion, caller)),
      mayOpine: !mine && file.state === 'open',
    })
  })
}

const deskFile = async (tx: Tx, deps: Deps, exam: AnnouncedExam, file: CaseFile) => {
  const { applicationId, phase, version, number, position } = file
  // Sent together: the answers come back in one go.
  const [row, papers, photo, supplement, asked, form, worker] = await Promise.all([
    sealedPerson(tx, file.personId),
    documentsOf(tx, applicationId),
    photoOf(tx, applicationId),
    supplementOf(tx, file),
    referralsOf(tx, file),
    formUnderReview(tx, deps, file),
    judgeWorker(tx, deps, exam, file),
  ])
  const person = known(row, `application ${applicationId} of nobody`)
  const open = (field: string, sealed: Uint8Array) => deps.keyring.openField(`persons:${field}:${person.id}`, sealed)
  return {
    title: exam.title,
    applicationId,
    phase,
    version,
    number,
    position,
    person: {
      name: open('name', person.nameSealed),
      idNumber: maskNumber(open('id_number', person.idNumberSealed)),
      birthDate: open('birth_date', person.birthDateSealed),
      sex: person.sex,
    },
    form,
    documents: papers.map(({ id, kind, contentType, bytes }) => ({ documentId: id, kind, contentType, bytes })),
    photo: photo ? { documentId: photo.id, plain: plainnessOf(photo) } : null,
    asked: askedOf(exam, file),
    grade:
      worker &&
      (worker.ok ? { met: true as const, ...worker.value } : { met: false as const, refusal: worker.refusal, facts: worker.facts }),
    supplementDays: exam.notice.supplementWorkingDays,
    supplement: supplement && {
      items: SupplementItems.parse(JSON.parse(deps.keyring.openField(`supplements:items:${supplement.id}`, supplement.itemsSealed))),
      dueAt: supplement.dueAt.toString(),
      answeredAt: supplement.answeredAt?.toString(),
    },
    referrals: asked.map(({ id, toWhom, questionSealed, askedAt, answerSealed, answeredFrom, answeredAt }) => ({
      referralId: id,
      toWhom,
      question: deps.keyring.openField(`referrals:question:${id}`, questionSealed),
      askedAt: askedAt.toString(),
      answer: answerSealed ? deps.keyring.openField(`referrals:answer:${id}`, answerSealed) : undefined,
      answeredFrom: answeredFrom ?? undefined,
      answeredAt: answeredAt?.toString(),
    })),
  }
}

/** Region and last four stay; the whole number is shown elsewhere, for a reason that is logged. */
const maskNumber = (number: string) => `${number.slice(0, 6)}********${number.slice(-4)}`

const toldOpinion = (deps: Deps, opinion: OpinionRow, caller: Caller | undefined) => ({
  own: opinion.reviewerPersonId === caller?.personId,
  verdict: opinion.verdict,
  cites: opinion.cites,
  reason: opinion.reasonSealed ? deps.keyring.openField(`opinions:reason:${opinion.id}`, opinion.reasonSealed) : undefined,
  checklist: opinion.checklist,
  givenAt: opinion.givenAt.toString(),
})

export const ListDisputes = z.strictObject({ examId: ExamId })

/** What the section and the deputy director have to decide: both opinions side by side, without the reviewers' names. */
export async function listDisputes(deps: Deps, caller: Caller, { examId }: z.infer<typeof ListDisputes>) {
  return act(deps, { event: 'disputes_opened', role: 'office', by: caller, examId }, async (tx, now) => {
    const exam = await announcedExam(tx, examId)
    if (!exam) return refuse<QualificationRefusal>('exam_unknown')
    for (const phase of phases) await catchUp(tx, examId, phase, now)
    const disputes = []
    for (const { applicationId, phase } of await casesInState(tx, examId, phases, 'disputed')) {
      const file = await lockCase(tx, examId, applicationId, phase, caller.accountId, now)
      if (file?.state !== 'disputed' || file.recused) continue
      const decision = await decisionOn(tx, file, file.version)
      const given = await opinionsOn(tx, file, file.version)
      disputes.push({
        applicationId,
        phase,
        version: file.version,
        number: file.number,
        position: `${file.position.code} ${file.position.title}`,
        unit: file.position.unit,
        opinions: given.map((opinion) => toldOpinion(deps, opinion, undefined)),
        ownOpinion: given.some(({ reviewerPersonId }) => reviewerPersonId === caller.personId),
        section: decision && {
          outcome: decision.sectionOutcome,
          minutes: deps.keyring.openField(
            `dispute_decisions:minutes:${applicationId}:${phase}:${file.version}`,
            decision.sectionMinutesSealed,
          ),
          at: decision.sectionAt.toString(),
        },
      })
    }
    return accept({ title: exam.title, disputes })
  })
}

export const ReadDecision = ReadReview

/** A decided case for those who may report an error in it: outcome, open reversal, and no person's data. */
export async function readDecision(deps: Deps, caller: Caller, { examId, phase, applicationId }: z.infer<typeof ReadDecision>) {
  return act(deps, { event: 'decision_opened', role: 'office', by: caller, examId, subject: applicationId }, async (tx, now) => {
    const exam = await announcedExam(tx, examId)
    const file = exam && (await lockCase(tx, examId, applicationId, phase, caller.accountId, now))
    if (!exam || !file) return refuse<QualificationRefusal>('case_unknown')
    const reversal = await openReversal(tx, file)
    return accept({
      title: exam.title,
      number: file.number,
      position: `${file.position.code} ${file.position.title}`,
      state: file.state,
      version: file.version,
      leads: leads(caller, examId),
      reversal: reversal && {
        reversalId: reversal.id,
        kind: reversal.kind,
        sanction: reversal.sanction,
        reason: deps.keyring.openField(`reversals:reason:${reversal.id}`, reversal.reasonSealed),
        own: reversal.proposerPersonId === caller.personId,
      },
    })
  })
}
