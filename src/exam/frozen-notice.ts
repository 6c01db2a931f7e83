import { createHash } from 'node:crypto'
import { canonicalJson } from '../log/canonical.ts'
import type { Exam, Position } from './records.ts'

/**
 * The notice as one text: what is approved, frozen and published, and what anyone can hash again. Posts stand in the order of their codes;
 * ids are left out, since a table that is imported again gives the same posts new ones.
 */
export function noticeText(exam: Exam, positions: readonly Position[]): string {
  return canonicalJson({
    v: 1,
    exam: exam.id,
    family: exam.family,
    title: exam.title,
    organiser: exam.organiser,
    year: exam.year,
    registrationOpensAt: exam.registrationOpensAt?.toString() ?? null,
    registrationClosesAt: exam.registrationClosesAt?.toString() ?? null,
    writtenOn: exam.writtenOn?.toString() ?? null,
    interviewOn: exam.interviewOn?.toString() ?? null,
    notice: exam.notice,
    positions: [...positions].sort((a, b) => (a.code < b.code ? -1 : 1)).map(({ id: _, examId: __, ...position }) => position),
  })
}

export const noticeHash = (text: string): Uint8Array => new Uint8Array(createHash('sha256').update(text).digest())

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
