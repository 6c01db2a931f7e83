import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { accept, type Result } from '../foundation/result.ts'
import { databaseRoleOf } from './access.ts'
import { type OfUpload, readUpload } from './continue-upload.ts'
import { endUpload } from './upload-records.ts'

/** The candidate does not want to go on with it. */
export async function giveUpUpload(deps: Deps, caller: Caller, command: OfUpload): Promise<Result<null, 'upload_unknown'>> {
  const upload = await readUpload(deps, caller, command)
  if (!upload.ok) return upload
  await deps.within(databaseRoleOf(caller), (tx) => endUpload(tx, command.uploadId))
  return accept(null)
}
