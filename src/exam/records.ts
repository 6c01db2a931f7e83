import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { among } from '../../db/among.ts'
import type { Tx } from '../../db/connect.ts'
import {
  examSessions,
  examSlots,
  exams,
  noticeApprovals,
  noticeChannels,
  noticeReturns,
  positionImports,
  positions,
  quotas,
  rooms,
  sites,
} from '../../db/schema/exam.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Instant } from '../foundation/clock.ts'
import type { ExamId, ExamSessionId, PositionId, RoomId, SiteId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import type { PositionImportId } from './ids.ts'
import type { DraftPosition } from './rules/draft-position.ts'
import { Notice } from './rules/notice.ts'

type ExamRow = typeof exams.$inferSelect
export type Exam = Omit<ExamRow, 'notice'> & { readonly notice: Notice }
export type Position = typeof positions.$inferSelect
export type ExamSession = typeof examSessions.$inferSelect
export type ExamSlot = typeof examSlots.$inferSelect
export type Site = typeof sites.$inferSelect
export type Room = typeof rooms.$inferSelect
export type Approval = typeof noticeApprovals.$inferSelect
export type PositionImport = typeof positionImports.$inferSelect

const examOf = (row: ExamRow): Exam => ({ ...row, notice: Notice.parse(row.notice) })

export async function loadExam(tx: Tx, examId: ExamId): Promise<Exam | undefined> {
  const [row] = await tx.select().from(exams).where(eq(exams.id, examId))
  return row && examOf(row)
}

export async function examsById(tx: Tx, ids: readonly ExamId[]): Promise<ReadonlyMap<ExamId, Exam>> {
  const rows = await tx
    .select()
    .from(exams)
    .where(among(exams.id, [...new Set(ids)]))
  return new Map(rows.map((row) => [row.id, examOf(row)]))
}

/** Whoever changes an exam queues here, so that two edits cannot both be the next version. */
export async function lockExam(tx: Tx, examId: ExamId): Promise<Exam | undefined> {
  const [row] = await tx.select().from(exams).where(eq(exams.id, examId)).for('update')
  return row && examOf(row)
}

export async function examsByYear(tx: Tx): Promise<Exam[]> {
  const rows = await tx.select().from(exams).orderBy(desc(exams.year), desc(exams.createdAt), exams.id)
  return rows.map(examOf)
}

/** What the public and the candidates see: never a draft. */
export async function announcedExams(tx: Tx): Promise<Exam[]> {
  const rows = await tx.select().from(exams).where(eq(exams.state, 'announced')).orderBy(desc(exams.registrationClosesAt), exams.id)
  return rows.map(examOf)
}

export const insertExam = (tx: Tx, row: typeof exams.$inferInsert) => tx.insert(exams).values(row)

export type DraftChanges = Partial<
  Pick<ExamRow, 'title' | 'organiser' | 'year' | 'registrationOpensAt' | 'registrationClosesAt' | 'writtenOn' | 'interviewOn'> & {
    notice: Notice
  }
>

/** Every change of a draft is a new version; approvals of the former one no longer count. */
export async function changeDraft(tx: Tx, exam: Pick<Exam, 'id' | 'version'>, changes: DraftChanges): Promise<number> {
  const version = exam.version + 1
  const changed = await tx
    .update(exams)
    .set({ ...changes, version })
    .where(and(eq(exams.id, exam.id), eq(exams.version, exam.version), eq(exams.state, 'draft')))
    .returning({ id: exams.id })
  invariant(changed.length === 1, `exam ${exam.id} changed while its row was locked`)
  return version
}

export async function freezeNotice(
  tx: Tx,
  exam: Pick<Exam, 'id' | 'version'>,
  frozenText: string,
  noticeHash: Uint8Array,
  announcedAt: Instant,
): Promise<void> {
  const frozen = await tx
    .update(exams)
    .set({ state: 'announced', frozenText, noticeHash, announcedAt })
    .where(and(eq(exams.id, exam.id), eq(exams.version, exam.version), eq(exams.state, 'draft')))
    .returning({ id: exams.id })
  invariant(frozen.length === 1, `exam ${exam.id} left the draft while its row was locked`)
}

/** From now on sessions, sites and rooms of the exam stand. For the stage that freezes the list of candidates on them. */
export async function closePlaces(tx: Tx, examId: ExamId, now: Instant): Promise<void> {
  await tx
    .update(exams)
    .set({ placesClosedAt: now })
    .where(and(eq(exams.id, examId), sql`${exams.placesClosedAt} is null`))
}

export const positionsOf = (tx: Tx, examId: ExamId): Promise<Position[]> =>
  tx.select().from(positions).where(eq(positions.examId, examId)).orderBy(asc(positions.code))

export async function positionById(tx: Tx, examId: ExamId, positionId: PositionId): Promise<Position | undefined> {
  const [row] = await tx
    .select()
    .from(positions)
    .where(and(eq(positions.examId, examId), eq(positions.id, positionId)))
  return row
}

/** Positions by their ids, of whatever exam. */
export async function positionsById(tx: Tx, ids: readonly PositionId[]): Promise<ReadonlyMap<PositionId, Position>> {
  const rows = await tx
    .select()
    .from(positions)
    .where(among(positions.id, [...new Set(ids)]))
  return new Map(rows.map((row) => [row.id, row]))
}

export async function replacePositions(
  tx: Tx,
  examId: ExamId,
  rows: readonly (DraftPosition & { readonly id: PositionId; readonly places?: number | null })[],
): Promise<void> {
  await tx.delete(positions).where(eq(positions.examId, examId))
  for (let from = 0; from < rows.length; from += 500)
    await tx.insert(positions).values(rows.slice(from, from + 500).map((row) => ({ ...row, examId })))
}

export const insertImport = (tx: Tx, row: typeof positionImports.$inferInsert) => tx.insert(positionImports).values(row)

export async function importById(tx: Tx, examId: ExamId, id: PositionImportId): Promise<PositionImport | undefined> {
  const [row] = await tx
    .select()
    .from(positionImports)
    .where(and(eq(positionImports.examId, examId), eq(positionImports.id, id)))
    .for('update')
  return row
}

export const importsOf = (tx: Tx, examId: ExamId): Promise<PositionImport[]> =>
  tx.select().from(positionImports).where(eq(positionImports.examId, examId)).orderBy(desc(positionImports.uploadedAt)).limit(10)

export const markImported = (tx: Tx, id: PositionImportId, importedAt: Instant) =>
  tx.update(positionImports).set({ importedAt }).where(eq(positionImports.id, id))

export const approvalsOf = (tx: Tx, exam: Pick<Exam, 'id' | 'version'>): Promise<Approval[]> =>
  tx
    .select()
    .from(noticeApprovals)
    .where(and(eq(noticeApprovals.examId, exam.id), eq(noticeApprovals.version, exam.version)))
    .orderBy(noticeApprovals.level)

export const insertApproval = (tx: Tx, row: typeof noticeApprovals.$inferInsert) => tx.insert(noticeApprovals).values(row)

export async function returnOf(tx: Tx, exam: Pick<Exam, 'id' | 'version'>) {
  const [row] = await tx
    .select()
    .from(noticeReturns)
    .where(and(eq(noticeReturns.examId, exam.id), eq(noticeReturns.version, exam.version)))
  return row
}

export const insertReturn = (tx: Tx, row: typeof noticeReturns.$inferInsert) => tx.insert(noticeReturns).values(row)

export const channelsOf = (tx: Tx, examId: ExamId) =>
  tx.select().from(noticeChannels).where(eq(noticeChannels.examId, examId)).orderBy(noticeChannels.channel)

export const enterChannel = (tx: Tx, row: typeof noticeChannels.$inferInsert) =>
  tx
    .insert(noticeChannels)
    .values(row)
    .onConflictDoUpdate({
      target: [noticeChannels.examId, noticeChannels.channel],
      set: { link: row.link, publishedOn: row.publishedOn, enteredBy: row.enteredBy, enteredAt: row.enteredAt },
    })

export const quotasOf = (tx: Tx, examId: ExamId) =>
  tx.select().from(quotas).where(eq(quotas.examId, examId)).orderBy(quotas.unit, quotas.class)

export async function replaceQuotas(tx: Tx, examId: ExamId, rows: readonly (typeof quotas.$inferInsert)[]): Promise<void> {
  await tx.delete(quotas).where(eq(quotas.examId, examId))
  if (rows.length > 0) await tx.insert(quotas).values([...rows])
}

export const slotsOf = (tx: Tx, examId: ExamId): Promise<ExamSlot[]> => slotsOfAll(tx, [examId])

/** The slots of several exams, each exam's in the order of their times and codes. */
export const slotsOfAll = (tx: Tx, examIds: readonly ExamId[]): Promise<ExamSlot[]> =>
  tx
    .select()
    .from(examSlots)
    .where(among(examSlots.examId, [...new Set(examIds)]))
    .orderBy(examSlots.startsAt, examSlots.code)

export async function replaceSlots(tx: Tx, examId: ExamId, rows: readonly ExamSlot[]): Promise<void> {
  await tx.delete(examSlots).where(eq(examSlots.examId, examId))
  if (rows.length > 0) await tx.insert(examSlots).values([...rows])
}

export const sessionsOf = (tx: Tx, examId: ExamId): Promise<ExamSession[]> =>
  tx.select().from(examSessions).where(eq(examSessions.examId, examId)).orderBy(examSessions.startsAt, examSessions.subject)

/** First and last day of papers; undefined while the exam has no session. */
export async function examDays(tx: Tx, examId: ExamId, timeZone: string) {
  const days = (await sessionsOf(tx, examId)).map(({ startsAt }) => dateIn(timeZone, startsAt)).sort(Temporal.PlainDate.compare)
  const [first] = days
  const last = days.at(-1)
  return first && last ? { first, last } : undefined
}

/** The sessions of an exam are these and no others. */
export async function replaceSessions(tx: Tx, examId: ExamId, rows: readonly ExamSession[]): Promise<void> {
  await tx.delete(examSessions).where(eq(examSessions.examId, examId))
  if (rows.length > 0) await tx.insert(examSessions).values([...rows])
}

/** One session a subject; a second setting moves it and keeps its id. */
export async function placeSession(tx: Tx, row: ExamSession): Promise<ExamSessionId> {
  const [set] = await tx
    .insert(examSessions)
    .values(row)
    .onConflictDoUpdate({ target: [examSessions.examId, examSessions.subject], set: { startsAt: row.startsAt, endsAt: row.endsAt } })
    .returning({ id: examSessions.id })
  invariant(set, 'a session was set and has no row')
  return set.id
}

export const sitesOf = (tx: Tx, examId: ExamId): Promise<Site[]> =>
  tx.select().from(sites).where(eq(sites.examId, examId)).orderBy(sites.code)

export async function siteById(tx: Tx, examId: ExamId, siteId: SiteId): Promise<Site | undefined> {
  const [row] = await tx
    .select()
    .from(sites)
    .where(and(eq(sites.examId, examId), eq(sites.id, siteId)))
  return row
}

/** Enters a site unless its code is taken; answers whether it did. */
export async function enterSite(tx: Tx, row: Site): Promise<boolean> {
  const entered = await tx
    .insert(sites)
    .values(row)
    .onConflictDoNothing({ target: [sites.examId, sites.code] })
    .returning({ id: sites.id })
  return entered.length === 1
}

/** Rooms in the order of sites and numbers. */
export const roomsOf = (tx: Tx, examId: ExamId): Promise<Room[]> =>
  tx
    .select({ room: rooms, code: sites.code })
    .from(rooms)
    .innerJoin(sites, eq(sites.id, rooms.siteId))
    .where(eq(rooms.examId, examId))
    .orderBy(sites.code, rooms.number)
    .then((rows) => rows.map(({ room }) => room))

/** Numbers of the site's rooms that are taken among these. */
export async function takenNumbers(tx: Tx, siteId: SiteId, numbers: readonly number[]): Promise<number[]> {
  const rows = await tx
    .select({ number: rooms.number })
    .from(rooms)
    .where(and(eq(rooms.siteId, siteId), inArray(rooms.number, [...numbers])))
  return rows.map(({ number }) => number).sort((a, b) => a - b)
}

export const insertRooms = (tx: Tx, rows: readonly (typeof rooms.$inferInsert)[]) => tx.insert(rooms).values([...rows])

export async function deleteRoom(tx: Tx, examId: ExamId, id: RoomId): Promise<boolean> {
  const gone = await tx
    .delete(rooms)
    .where(and(eq(rooms.examId, examId), eq(rooms.id, id)))
    .returning({ id: rooms.id })
  return gone.length === 1
}
