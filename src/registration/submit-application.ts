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
import type { Outcome } from '../log/act.ts'
import { actTogether, type CrowdedAttempt } from '../log/act-together.ts'
import { type AccessRefusal, databaseRoleOf, mayChange } from './access.ts'
import { type Draft, draftOf } from './draft.ts'
import { type SlotChoiceRefusal, takePlaces, type Wanted, wantedPlaces } from './places.ts'
import { type Held, lockApplications } from './records.ts'
import type { FullRefusal } from './rules/first-come.ts'
import { ApplicationForm, completeForm, type FormRefusal } from './rules/form.ts'
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

/** Submits the application, or a new version of it, inside the window; judged by when the request arrived. */
export const submitApplication = (
  deps: Deps,
  caller: Caller,
  command: SubmitApplication,
): Promise<Result<Submitted, SubmitRefusal | 'idempotency_key_reused'>> => submissions[databaseRoleOf(caller)](deps, caller, command)

/** At nine o'clock thousands press the same button: their submissions are judged and written together. */
const submissionsAs = (role: DatabaseRole) =>
  actTogether<SubmitApplication, Submitted, SubmitRefusal>({
    event: 'application_submitted',
    role,
    about: ({ examId, applicationId }) => ({ examId, subject: applicationId }),
    work: submitAll,
  })
const submissions = { candidate: submissionsAs('candidate'), office: submissionsAs('office') }

type Attempt = CrowdedAttempt<SubmitApplication>
/** A submission whose draft is at hand. */
type Ready = { readonly attempt: Attempt; readonly held: Held; readonly draft: Draft }

async function submitAll(deps: Deps, tx: Tx, attempts: readonly Attempt[]): Promise<readonly Outcome<Submitted, SubmitRefusal>[]> {
  const applications = await lockApplications(
    tx,
    attempts.map(({ command }) => command.applicationId),
  )
  const opened = attempts.map((attempt) => open(deps, attempt, applications.get(attempt.command.applicationId)))
  const ready = opened.flatMap((one) => (one.ok ? one.value : []))
  const [positions, slots, bans] = await Promise.all([
    positionsById(
      tx,
      ready.map(({ draft }) => draft.positionId),
    ),
    slotsOfAll(
      tx,
      ready.map(({ held }) => held.exam.id),
    ),
    bansInForce(
      tx,
      ready.map(({ held }) => held.person.idNumberIndex),
    ),
  ])
  const judged = opened.map((one) => (one.ok ? judge(deps, one.value, positions.get(one.value.draft.positionId), slots, bans) : one))
  const placed = await takePlaces(tx, judged)
  const taken = await takeInAll(
    deps,
    tx,
    placed.flatMap((one) => (one.ok ? one.value : [])),
  )
  let next = 0
  return placed.map((one) => (one.ok ? submitted(one.value, taken[next++]) : { result: one, detail: {} }))
}

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

function open(deps: Deps, attempt: Attempt, held: Held | undefined): Result<Ready, AccessRefusal | 'stale_form' | 'already_applied'> {
  const { by, command, now } = attempt
  const may = mayChange(held, command.examId, by, now)
  if (!may.ok) return may
  const { number, version, draftVersion, state } = may.value.application
  if (command.draftVersion === draftVersion) return accept({ attempt, held: may.value, draft: draftFor(deps, command, may.value) })
  return state === 'submitted' ? refuse('already_applied', { number, version }) : refuse('stale_form', { draftVersion })
}

/** Until something was submitted the row names the draft's post; with the whole form at hand nothing is left to open the draft for. */
const draftFor = (deps: Deps, { form }: SubmitApplication, { application, exam }: Held): Draft =>
  form && application.version === 0 ? { positionId: application.positionId, answers: form } : draftOf(deps, exam.family, application)

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
  const form = completeForm(exam.family, person.nationality, command.form ?? draft.answers)
  if (!form.ok) return form
  const banned = banFor(bans, person.idNumberIndex, exam, dateIn(deps.authority.timeZone, now))
  const applicant = { birthDate: birthDateOf(deps, person), banned, photo: application.photoFile !== null }
  const age = { from: position.ageMin, to: position.ageMax }
  const post = { kind: position.kind, age, ageCutoff: Temporal.PlainDate.from(exam.notice.ageCutoff) }
  const allowed = judgeSubmission(applicant, post, form.value)
  if (!allowed.ok) return allowed
  const slots = allSlots.filter(({ examId }) => examId === exam.id)
  const chosen = command.slotId ?? (slots.length > 0 ? draftOf(deps, exam.family, application).slotId : undefined)
  const wanted = wantedPlaces(position, slots, chosen)
  return wanted.ok ? accept({ application, position, form: allowed.value, wanted: wanted.value, by, now }) : wanted
}
