import type { Tx } from '../../db/connect.ts'
import type { Instant } from '../foundation/clock.ts'
import type { ExamId } from '../foundation/ids.ts'
import { newestHead, objectionsAbout } from './records.ts'
import type { PublicationKind } from './rules/lists.ts'
import { type PublicityStatus, publicityStatus } from './rules/window.ts'

/**
 * Where the publicity of one list stands: the next stage begins when it is 'over'. An objection to any version that nobody has decided
 * keeps it from being over; one that is upheld or not provable concerns one person and is for the next stage to judge (objectionsAbout).
 */
export async function publicationOver(tx: Tx, examId: ExamId, kind: PublicationKind, now: Instant): Promise<PublicityStatus> {
  const newest = await newestHead(tx, examId, kind)
  if (!newest) return 'none'
  const raised = await objectionsAbout(tx, examId, kind)
  return publicityStatus(newest.closesAt, raised.filter(({ state }) => state === 'open').length, now)
}
