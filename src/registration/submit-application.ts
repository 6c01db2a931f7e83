import { z } from 'zod'
import type { DatabaseRole, Tx } from '../../db/connect.ts'
import { type BanRow, banFor, bansInForce } from '../conduct/records.ts'
import type { Deps } from '../deps.ts'
import { type ExamSlot, type Position, positionsById, slotsOfAll } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId, SlotId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { birthDateOf } from '../identity/person.ts'
import { actTogether, type CrowdedAttempt, type Meanwhile, type Outcome, type Worked } from '../log/act-together.ts'
import { type AccessRefusal, databaseRoleOf, mayChange } from './access.ts'
import { type Draft, openDraft } from './draft.ts'
import { type SlotChoiceRefusal, takePlaces, type Wanted, wantedPlaces } from './places.ts'
import { documentsOfAll, type HeldForSubmission, holdForSubmission, type SealedDraft, sealedDrafts, versionOf } from './records.ts'
import type { FullRefusal } from './rules/first-come.ts'
import { ApplicationForm, completeForm, type FormRefusal, fittingForm, formKind } from './rules/form.ts'
import { judgeSubmission, type SubmissionRefusal } from './rules/submission.ts'
import { type Intake, type Taken, takeInAll } from './take-in.ts'

export const SubmitApplication = z.strictObject({
  examId: ExamId,
  applicationId: ApplicationId,
  draftVersion: z.int().min(1),
  /** The whole form; left out, the draft as it was saved. */
  form: ApplicationForm.optional(),
  /** The sitting or test city; left out, the one chosen in the draft. */
  slotId: SlotId.optional(),
  /** The undertaking that everything stated is true. */
  undertaking: z.literal(true),
})
export type SubmitApplication = z.infer<typeof SubmitApplication>

export type SubmitRefusal =
  | AccessRefusal
  | FormRefusal
  | SubmissionRefusal
  | SlotChoiceRefusal
  | FullRefusal
  | 'position_unknown'
  | 'stale_form'
  | 'already_applied'
export type Submitted = Taken & { readonly number: string }

/**
 * Submits the application, or a new version of it, inside the window; judged by when the request arrived. A browser whose person has
 * clicked twice waits for the answer; a program is told that the first is in progress.
 */
export const submitApplication = (
  deps: Deps,
  caller: Caller,
  command: SubmitApplication,
  meanwhile: Meanwhile = 'refuse',
): Promise<Result<Submitted, SubmitRefusal | 'idempotency_key_reused' | 'in_progress'>> =>
  submissions[databaseRoleOf(caller)](deps, caller, command, meanwhile)

/** At nine o'clock thousands press the same button: their submissions are judged and written together. */
const submissionsAs = (role: DatabaseRole) =>
  actTogether<SubmitApplication, Submitted, SubmitRefusal, AllHeld, Omit<Submitted, 'receipt'>>({
    event: 'application_submitted',
    role,
    about: ({ examId, applicationId }) => ({ examId, subject: applicationId }),
    hold: (tx, attempts) =>
      holdForSubmission(
        tx,
        attempts.map(({ command }) => command.applicationId),
      ),
    work: submitAll,
    keep: ({ receipt: _, ...kept }) => kept,
    recall: async (tx, { applicationId }, kept) => {
      const { receipt } = known(
        await versionOf(tx, applicationId, kept.version),
        `version ${kept.version} of ${applicationId} is not there`,
      )
      return { ...kept, receipt }
    },
  })
const submissions = { candidate: submissionsAs('candidate'), office: submissionsAs('office') }

type AllHeld = ReadonlyMap<ApplicationId, HeldForSubmission>
type Attempt = CrowdedAttempt<SubmitApplication>
type Found = { readonly attempt: Attempt; readonly held: HeldForSubmission }
/** A submission whose draft is at hand. */
type Ready = Found & { readonly draft: Draft }

async function submitAll(
  deps: Deps,
  tx: Tx,
  applications: AllHeld,
  attempts: readonly Attempt[],
): Promise<Worked<Submitted, SubmitRefusal>> {
  const found = attempts.map((attempt) => find(attempt, applications.get(attempt.command.applicationId)))
  const fresh = found.flatMap((one) => (one.ok ? one.value : []))
  const ids = fresh.map(({ held }) => held.application.id)
  // Asked together: nearly everybody applies for the post of the row and needs no draft.
  const [slots, bans, named, materials] = await Promise.all([
    slotsOfAll(
      tx,
      fresh.map(({ held }) => held.exam.id),
    ),
    bansInForce(
      tx,
      fresh.map(({ held }) => held.person.idNumberIndex),
    ),
    positionsById(tx, [...new Set(fresh.map(({ held }) => held.application.positionId))]),
    documentsOfAll(tx, ids),
  ])
  const drafts = await sealedDrafts(
    tx,
    fresh.filter((one) => needsDraft(one, slots)).map(({ held }) => held.application.id),
  )
  const opened = found.map((one) => (one.ok ? accept(withDraft(deps, one.value, drafts)) : one))
  const others = new Set(opened.flatMap((one) => (one.ok && !named.has(one.value.draft.positionId) ? one.value.draft.positionId : [])))
  const positions = others.size > 0 ? new Map([...named, ...(await positionsById(tx, [...others]))]) : named
  const judged = opened.map((one) => (one.ok ? judge(deps, one.value, positions.get(one.value.draft.positionId), slots, bans) : one))
  const placed = await takePlaces(tx, judged)
  const { taken, written } = takeInAll(
    deps,
    tx,
    placed.flatMap((one) => (one.ok ? one.value : [])),
    materials,
  )
  let next = 0
  return { written, outcomes: placed.map((one) => (one.ok ? submitted(one.value, taken[next++]) : { result: one, detail: {} })) }
}

/** Until something was submitted the row names the draft's post: with form and slot at hand there is nothing to open the draft for. */
const needsDraft = ({ attempt: { command }, held: { application, exam } }: Found, slots: readonly ExamSlot[]): boolean =>
  command.form === undefined || application.version > 0 || (command.slotId === undefined && slots.some(({ examId }) => examId === exam.id))

function submitted({ application, position, places }: Intake, taken: Taken | undefined): Outcome<Submitted, SubmitRefusal> {
  const answer = known(taken, `application ${application.id} was taken in without an answer`)
  const { version, formHash } = answer
  const numbers = Object.fromEntries(
    places.flatMap(({ kind, code, serial }) => [
      [kind, code],
      [`${kind}Serial`, serial],
    ]),
  )
  return { result: accept({ number: application.number, ...answer }), detail: { version, formHash, position: position.code, ...numbers } }
}

function find(attempt: Attempt, held: HeldForSubmission | undefined): Result<Found, AccessRefusal | 'stale_form' | 'already_applied'> {
  const { by, command, now } = attempt
  const may = mayChange(held, command.examId, by, now)
  if (!may.ok) return may
  const { number, version, draftVersion, state } = may.value.application
  if (command.draftVersion === draftVersion) return accept({ attempt, held: may.value })
  return state === 'submitted' ? refuse('already_applied', { number, version }) : refuse('stale_form', { draftVersion })
}

function withDraft(deps: Deps, { attempt, held }: Found, drafts: ReadonlyMap<ApplicationId, SealedDraft>): Ready {
  const { application, exam } = held
  const sealed = drafts.get(application.id)
  const draft = sealed
    ? openDraft(deps, exam.family, sealed)
    : { positionId: application.positionId, answers: { kind: formKind(exam.family) } }
  return { attempt, held, draft }
}

function judge(
  deps: Deps,
  { attempt, held, draft }: Ready,
  position: Position | undefined,
  allSlots: readonly ExamSlot[],
  bans: readonly BanRow[],
): Result<
  Omit<Intake, 'places'> & { readonly wanted: readonly Wanted[] },
  FormRefusal | SubmissionRefusal | SlotChoiceRefusal | 'position_unknown'
> {
  const { by, command, now } = attempt
  const { application, exam, person } = held
  if (position?.examId !== exam.id) return refuse('position_unknown')
  const form = command.form
    ? fittingForm(exam.family, person.nationality, command.form)
    : completeForm(exam.family, person.nationality, draft.answers)
  if (!form.ok) return form
  const banned = bans.length > 0 ? banFor(bans, person.idNumberIndex, exam, dateIn(deps.authority.timeZone, now)) : undefined
  const applicant = { birthDate: birthDateOf(deps, person), banned, photo: application.photoFile !== null }
  const age = { from: position.ageMin, to: position.ageMax }
  const post = { kind: position.kind, age, ageCutoff: Temporal.PlainDate.from(exam.notice.ageCutoff) }
  const allowed = judgeSubmission(applicant, post, form.value)
  if (!allowed.ok) return allowed
  const slots = allSlots.filter(({ examId }) => examId === exam.id)
  const wanted = wantedPlaces(position, slots, command.slotId ?? (slots.length > 0 ? draft.slotId : undefined))
  return wanted.ok ? accept({ application, position, form: allowed.value, wanted: wanted.value, by, now }) : wanted
}
