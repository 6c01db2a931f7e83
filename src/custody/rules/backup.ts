/**
 * When a backup takes the place of a room's package: only of the same paper, and only where the room's own was withdrawn by two people.
 *
 * Regulation: 《工人技术等级考核工作制度》第二条(四) stop the paper or use the backup (R-WK-08).
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'
import type { PackageState } from './legs.ts'

export type BackupRefusal = 'not_a_backup' | 'package_frozen' | 'room_of_another_paper' | 'room_has_its_package'

type Spare = { readonly kind: string; readonly roomId: string | null; readonly state: PackageState }
/** A package the room has in the backup's session, and whether it was withdrawn for good. */
type InRoom = { readonly withdrawn: boolean }

export function judgeBackup(spare: Spare, inRoom: readonly InRoom[]): Result<true, BackupRefusal> {
  if (spare.kind !== 'backup' || spare.roomId !== null) return refuse('not_a_backup')
  if (spare.state === 'frozen') return refuse('package_frozen')
  if (inRoom.length === 0) return refuse('room_of_another_paper')
  return inRoom.every(({ withdrawn }) => withdrawn) ? accept(true) : refuse('room_has_its_package')
}
