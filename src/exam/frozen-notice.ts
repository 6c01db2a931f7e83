import { createHash } from 'node:crypto'
import { canonicalJson } from '../log/canonical.ts'
import type { Exam, ExamSlot, Position } from './records.ts'

/**
 * The notice as one text: what is approved, frozen and published, and what anyone can hash again. Posts stand in the order of their codes;
 * ids are left out, since a table that is imported again gives the same posts new ones. Places are named where something may run out.
 */
export function noticeText(exam: Exam, positions: readonly Position[], slots: readonly ExamSlot[]): string {
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
    positions: [...positions]
      .sort(byCode)
      .map(({ id: _, examId: __, places, ...position }) => ({ ...position, ...(places === null ? {} : { places }) })),
    ...(slots.length === 0 ? {} : { slots: [...slots].sort(byCode).map(slotText) }),
  })
}

const byCode = (a: { readonly code: string }, b: { readonly code: string }) => (a.code < b.code ? -1 : 1)

const slotText = ({ code, city, startsAt, endsAt, places }: ExamSlot) => ({
  code,
  city,
  startsAt: startsAt?.toString() ?? null,
  endsAt: endsAt?.toString() ?? null,
  places,
})

export const noticeHash = (text: string): Uint8Array => new Uint8Array(createHash('sha256').update(text).digest())

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
