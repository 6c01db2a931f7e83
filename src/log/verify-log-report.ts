import type { Authority } from '../../db/connect.ts'
import type { Keyring } from '../keys/keyring.ts'
import { logKey } from './log-key.ts'
import { verifierKey } from './note.ts'
import type { LogReport } from './verify-log.ts'
import { faultNames } from './words.ts'

/** What the command prints for one authority: the verdict first, then each finding with its code and place. */
export function reportLines(authority: Authority, keyring: Keyring, report: LogReport): string[] {
  const { size, leaves, pending, checkpoints, root, faults } = report
  return [
    `${faults.length === 0 ? 'holds ' : 'BROKEN'} ${authority.name} (${authority.schema}): ${size} entries, ${pending} pending, ${leaves} leaves, ${checkpoints} checkpoints`,
    `       root ${root}`,
    `       key  ${verifierKey(logKey(authority, keyring))}`,
    ...faults.map(({ code, where }) => `       ${code}: ${where} (${faultNames[code].en})`),
  ]
}
