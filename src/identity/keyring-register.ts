import type { Deps } from '../deps.ts'
import { registeredKeyringKeys, registerKeyringKeys } from './key-records.ts'

/**
 * Compares the keyring with the keys the data was sealed with. A start with another installation's keyring would write what nobody can
 * read together with the rest; a lost key has to be known before the office opens, not when a name fails to appear.
 */
export async function registerKeyring(deps: Pick<Deps, 'within' | 'clock' | 'keyring' | 'authority'>): Promise<void> {
  const missing = await deps.within('gate', async (tx) => {
    const lost = (await registeredKeyringKeys(tx)).filter((id) => !deps.keyring.ids.includes(id))
    if (lost.length === 0) await registerKeyringKeys(tx, deps.keyring.ids, deps.clock())
    return lost
  })
  if (missing.length > 0)
    throw new Error(
      `${deps.authority.schema}: data was sealed with the keys ${missing.join(', ')}, which are not in the keyring. Put back the copy of the ` +
        'keyring file that was made at the first start; without it names and identity numbers cannot be read.',
    )
}

/** Whether anything here was sealed yet: then a keyring that is not there is lost, and must not be made anew. */
export async function knowsKeyring(deps: Pick<Deps, 'within'>): Promise<boolean> {
  return (await deps.within('gate', registeredKeyringKeys)).length > 0
}
