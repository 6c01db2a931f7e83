import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { positionById } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import type { PositionId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { sealDraft } from './draft.ts'
import { formHash, signReceipt } from './receipt.ts'
import { type Application, changeApplication, documentsOf, insertVersion } from './records.ts'
import type { ApplicationForm } from './rules/form.ts'

export type Taken = { readonly version: number; readonly formHash: string; readonly receipt: string }

/**
 * Makes the next version of an application: form, materials, receipt. Opinions name the version they judged, so this voids them. The
 * application's row is locked by the caller, who has judged that it may be made (registration in its window, a supplement in its time).
 */
export async function takeIn(
  deps: Deps,
  tx: Tx,
  {
    application,
    positionId,
    form,
    by,
    now,
  }: { application: Application; positionId: PositionId; form: ApplicationForm; by: Caller; now: Instant },
): Promise<Taken> {
  const { id, examId, number } = application
  const version = application.version + 1
  const position = known(await positionById(tx, examId, positionId), `position ${positionId} was judged and is gone`)
  const materials = await documentsOf(tx, id)
  const salt = deps.newSecret()
  const hash = formHash(salt, positionId, form, materials)
  const hex = Buffer.from(hash).toString('hex')
  const receipt = await signReceipt(deps, {
    v: 1,
    iss: deps.authority.origin,
    exam: examId,
    application: id,
    number,
    version,
    position: position.code,
    formHash: hex,
    receivedAt: now.toString(),
  })
  await insertVersion(tx, {
    applicationId: id,
    version,
    examId,
    positionId,
    formSealed: deps.keyring.sealField(`application_versions:form:${id}:${version}`, JSON.stringify(form)),
    formSalt: salt,
    formHash: hash,
    submittedBy: by.accountId,
    submittedAt: now,
    receipt,
  })
  await changeApplication(tx, application, {
    state: 'submitted',
    version,
    draftVersion: application.draftVersion + 1,
    draftSealed: sealDraft(deps, id, { positionId, answers: form }),
    positionId,
    submittedAt: now,
    withdrawnAt: null,
  })
  return { version, formHash: hex, receipt }
}
