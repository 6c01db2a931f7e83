import type { Deps } from '../deps.ts'
import { lockLeftover, partsOfUpload, removeParts, removeUpload } from './upload-records.ts'

const atOnce = 50

/** Removes the pieces of uploads that became documents, and uploads nobody went on with. Files first: a row that is left names them again. */
export async function clearUploads(deps: Pick<Deps, 'within' | 'clock' | 'files'>): Promise<number> {
  for (let cleared = 0; cleared < atOnce; cleared += 1) {
    const found = await deps.within('office', async (tx) => {
      const upload = await lockLeftover(tx, deps.clock())
      if (!upload) return false
      for (const { file } of await partsOfUpload(tx, upload.id)) await deps.files.remove(file)
      await removeParts(tx, upload.id)
      if (upload.expired) await removeUpload(tx, upload.id)
      return true
    })
    if (!found) return cleared
  }
  return atOnce
}
