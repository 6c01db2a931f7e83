import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { NoParameters, OfExam } from '../exam/read-exams.ts'
import { type Exam, loadExam, positionsById, slotsOf } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId, type PositionId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { kept } from '../foundation/keep.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { ownedSince } from '../identity/enrolment-records.ts'
import { databaseRoleOf, mayHandle } from './access.ts'
import { isUnsent, openDraft } from './draft.ts'
import { plainnessOf } from './photo-sign.ts'
import { type Fill, fillOf, heldPlaces } from './place-records.ts'
import { readReceipt } from './receipt.ts'
import { type Application, documentsOf, listed, loadApplication, ownApplications, sealedDrafts, statesOf, versionsOf } from './records.ts'
import { documentsFor } from './rules/documents.ts'
import { hintsFor } from './rules/hints.ts'

export const OfApplication = z.strictObject({ examId: ExamId, applicationId: ApplicationId })
export type OfApplication = z.infer<typeof OfApplication>

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** The candidate's own applications, newest first. */
export const readOwn = (deps: Deps, caller: Caller, _: z.infer<typeof NoParameters>) =>
  deps.within(databaseRoleOf(caller), async (tx) =>
    accept({
      applications: (await ownApplications(tx, caller.personId)).map(({ application, exam, position }) => ({
        applicationId: application.id,
        examId: exam.id,
        title: exam.title,
        number: application.number,
        state: application.state,
        version: application.version,
        draftVersion: application.draftVersion,
        position: { code: position.code, unit: position.unit, title: position.title },
        submittedAt: application.submittedAt,
        registrationClosesAt: exam.registrationClosesAt,
      })),
    }),
  )

/** One application as its owner (or the clerk who entered it) sees it: draft, versions with receipts, papers, hints. */
export const readApplication = (deps: Deps, caller: Caller, { examId, applicationId }: OfApplication) =>
  deps.within(databaseRoleOf(caller), async (tx) => {
    const application = await loadApplication(tx, applicationId)
    if (!application || application.examId !== examId || !mayHandle(caller, application)) return refuse('application_unknown')
    const exam = known(await loadExam(tx, examId), `exam ${examId} of an application is not there`)
    return accept(await applicationView(deps, tx, application, exam))
  })

/** The same of an application that was loaded, and whose reader may see it. */
export async function applicationView(deps: Deps, tx: Tx, application: Application, exam: Exam) {
  const [examId, applicationId] = [exam.id, application.id]
  const sealed = known((await sealedDrafts(tx, [applicationId])).get(applicationId), `application ${applicationId} is not there`)
  const draft = openDraft(deps, exam.family, sealed)
  const posts = await positionsById(tx, [draft.positionId, application.positionId])
  const postOf = (id: PositionId) => known(posts.get(id), `position ${id} of application ${applicationId} is not there`)
  const position = postOf(draft.positionId)
  const papers = await documentsOf(tx, applicationId)
  const slots = await slotsOf(tx, examId)
  const fill = slots.length > 0 || position.places !== null ? await fillOf(tx, examId) : []
  const leftOf = (id: string) => fill.find((one) => one.id === id)?.left ?? 0
  const versions = await versionsOf(tx, applicationId)
  const places = (await heldPlaces(tx, [applicationId])).get(applicationId) ?? []
  const since = application.enteredBy === null ? await ownedSince(tx, application.personId) : undefined
  const newest = versions.at(-1)
  const { education, degree, major } = draft.answers
  const complete = education !== undefined && degree !== undefined && major !== undefined
  return {
    applicationId,
    examId,
    number: application.number,
    state: application.state,
    version: application.version,
    draftVersion: application.draftVersion,
    onSite: application.enteredBy !== null,
    photo: application.photoFile !== null,
    /** Whether its background is plain; nobody looked at those of before. */
    photoPlain: plainnessOf(papers.find(({ kind }) => kind === 'photo')),
    submittedAt: application.submittedAt,
    withdrawnAt: application.withdrawnAt,
    /** The newest version was submitted before the number was given back to its owner: it may say what a stranger said. */
    fromStranger: since !== undefined && newest !== undefined && Temporal.Instant.compare(newest.submittedAt, since) < 0,
    /** The post of what is being filled in, and the one that was submitted. */
    position,
    appliedFor: application.version === 0 ? null : postOf(application.positionId),
    /** Something was changed since the submission and not submitted. */
    unsent: application.state === 'submitted' && isUnsent(deps, draft, sealed, places.find(({ kind }) => kind === 'slot')?.id),
    /** Places left of the draft's post; null where it is not filled in the order of registration. */
    placesLeft: position.places === null ? null : leftOf(position.id),
    /** What there is to choose from, and what the draft chose. */
    slots: slots.map((slot) => ({ ...slot, left: leftOf(slot.id) })),
    slotId: draft.slotId ?? null,
    /** What the submitted application holds, and under which number. */
    places,
    answers: draft.answers,
    hints: complete ? hintsFor(position, { education, degree, major }) : [],
    documents: papers.map(({ id, kind, bytes, uploadedAt }) => ({ documentId: id, kind, bytes, uploadedAt })),
    documentsAsked: documentsFor(draft.answers),
    versions: versions.map((version) => ({
      version: version.version,
      submittedAt: version.submittedAt,
      formHash: hex(version.formHash),
      formSalt: hex(version.formSalt),
      receipt: version.receipt,
    })),
  }
}

const filled = kept<Result<{ readonly places: readonly Fill[] }, 'exam_unknown'>>('places left')

/** What of the exam may run out, and how many places of each are left; counted once for all who ask at the same moment. */
export const readFill = (deps: Deps, { examId }: OfExam) =>
  deps.keep(filled, examId, deps.clock(), () =>
    deps.within('public', async (tx) => {
      const exam = await loadExam(tx, examId)
      return exam?.announcedAt ? accept({ places: await fillOf(tx, examId) }) : refuse('exam_unknown')
    }),
  )

export const ListApplications = z.strictObject({ examId: ExamId, after: z.string().max(20).default('') })
export type ListApplications = z.infer<typeof ListApplications>

const pageSize = 200

/** What the office sees of a registration: numbers and states, no persons. */
export const listApplications = (deps: Deps, _caller: Caller, { examId, after }: ListApplications) =>
  deps.within('office', async (tx) => {
    const applications = await listed(tx, examId, after, pageSize)
    const next = applications.length === pageSize ? applications.at(-1)?.number : undefined
    return accept({ states: await statesOf(tx, examId), applications, next: next ?? null })
  })

export const CheckReceipt = z.strictObject({ receipt: z.string().min(20).max(4000) })

/** Whether this office signed the receipt, and what it says. */
export const checkReceipt = (deps: Deps, { receipt }: z.infer<typeof CheckReceipt>) => readReceipt(deps, receipt)

/** The receipts' public key, for whoever checks without us. */
export async function receiptKey(deps: Deps, _: z.infer<typeof NoParameters>) {
  const { id, publicKey } = deps.keyring.signingKey('receipt')
  return accept({ kid: id, alg: 'EdDSA', jwk: publicKey.export({ format: 'jwk' }) })
}
