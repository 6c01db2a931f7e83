import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { type Position, positionById } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { type ApplicationId, type PositionId, SlotId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { placeOfForm, sealDraft } from './draft.ts'
import { type HeldPlace, heldPlaces } from './place-records.ts'
import { formHash, type Material, type Receipt, signReceipts } from './receipt.ts'
import { documentsOfAll, type EnteredVersion, enterVersions, type Standing } from './records.ts'
import type { ApplicationForm } from './rules/form.ts'

export type Taken = {
  readonly version: number
  readonly formHash: string
  readonly receipt: string
  /** What it holds of what there is only so much of, and under which number. */
  readonly places: readonly HeldPlace[]
}

/** An application whose row the caller has locked and judged, the post applied for, and the form as it shall stand. */
export type Intake = {
  readonly application: Pick<Standing, 'id' | 'examId' | 'number' | 'version'>
  readonly position: Pick<Position, 'id' | 'code'>
  readonly form: ApplicationForm
  readonly places: readonly HeldPlace[]
  /** What was changed and not submitted, as it lies sealed in the row: a new paper leaves it there. Without it one goes on from the form. */
  readonly draftSealed?: Uint8Array | null
  readonly by: Caller
  readonly now: Instant
}

/**
 * Makes the next version of applications: form, materials, receipt; one answer for each, in their order, and the writing, which has been
 * sent. Opinions name the version they judged, so this voids them. The rows are locked by the caller, who has judged that it may be made
 * (registration in its window, a supplement in its time), and who has read their papers under the lock.
 */
export function takeInAll(
  deps: Deps,
  tx: Tx,
  intakes: readonly Intake[],
  materials: ReadonlyMap<ApplicationId, readonly Material[]>,
): { readonly taken: readonly Taken[]; readonly written: Promise<void> } {
  if (intakes.length === 0) return { taken: [], written: Promise.resolve() }
  const made = intakes.map((intake) => versionOf(deps, intake, materials.get(intake.application.id) ?? []))
  const receipts = signReceipts(
    deps,
    made.map(({ statement }) => statement),
  )
  const signed = made.map((one, index) => ({ ...one, receipt: known(receipts[index], 'a receipt for each') }))
  const written = enterVersions(
    tx,
    signed.map(({ row, receipt }) => ({ ...row, receipt })),
  )
  return {
    written,
    taken: signed.map(({ statement: { version, formHash: hash }, receipt, places }) => ({ version, formHash: hash, receipt, places })),
  }
}

/** The same for one, who applies for the post applied for before and holds the places held before. */
export async function takeIn(
  deps: Deps,
  tx: Tx,
  { positionId, ...intake }: Omit<Intake, 'position' | 'places'> & { readonly positionId: PositionId },
): Promise<Taken> {
  const position = known(await positionById(tx, intake.application.examId, positionId), `position ${positionId} was judged and is gone`)
  const places = (await heldPlaces(tx, [intake.application.id])).get(intake.application.id) ?? []
  const materials = await documentsOfAll(tx, [intake.application.id])
  const { taken, written } = takeInAll(deps, tx, [{ ...intake, position, places }], materials)
  await written
  return known(taken[0], 'one was taken in')
}

function versionOf(deps: Deps, { application, position, form, places, draftSealed, by, now }: Intake, materials: readonly Material[]) {
  const { id, examId, number } = application
  const version = application.version + 1
  const salt = deps.newSecret()
  const hash = formHash(salt, position.id, form, materials)
  // In the canonical order, in which it is signed.
  const statement: Receipt = {
    application: id,
    exam: examId,
    formHash: Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString('hex'),
    iss: deps.authority.origin,
    number,
    ...(places.length === 0 ? {} : { places: places.map(({ kind, code, serial }) => ({ code, kind, serial })) }),
    position: position.code,
    receivedAt: now.toString(),
    v: 1,
    version,
  }
  const slot = places.find(({ kind }) => kind === 'slot')
  const row: Omit<EnteredVersion, 'receipt'> = {
    applicationId: id,
    version,
    examId,
    positionId: position.id,
    formSealed: deps.keyring.sealField(placeOfForm(id, version), JSON.stringify(form)),
    formSalt: salt,
    formHash: hash,
    submittedBy: by.accountId,
    submittedAt: now,
    // Of what was submitted the version holds all but the slot, and only where there are slots the draft goes on by itself.
    draftSealed:
      draftSealed ?? (slot ? sealDraft(deps, id, { positionId: position.id, slotId: SlotId.parse(slot.id), answers: form }) : null),
  }
  return { row, statement, places }
}
