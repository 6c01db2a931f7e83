import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { duties, dutyReserves, staffPool } from '../../db/schema/staffing.ts'
import { coversWholeExam, declarationCovers } from '../conduct/coverage-records.ts'
import { type Instant, InstantText, PlainDateText } from '../foundation/clock.ts'
import { AccountId, type ExamId, ExamSessionId, PersonId, RoomId, SiteId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import type { DutyId } from './ids.ts'

export type PoolMember = typeof staffPool.$inferSelect
export type Duty = typeof duties.$inferSelect
export type Reserve = typeof dutyReserves.$inferSelect

const Entrant = z.object({
  accountId: AccountId,
  personId: PersonId,
  unit: z.string(),
  onEstablishment: z.boolean(),
  trainedOn: PlainDateText.nullable(),
  appointed: z.boolean(),
  barred: z.boolean(),
  recusedFromExam: z.boolean(),
  sitsTheExam: z.boolean(),
})
export type Entrant = z.infer<typeof Entrant>

/** Everything that decides whether these officers may enter the pool; unknown and closed accounts are missing. */
export async function entrants(tx: Tx, examId: ExamId, accounts: readonly AccountId[]): Promise<Map<AccountId, Entrant>> {
  const rows = await tx.execute(sql`
    select a.id as "accountId", a.person_id as "personId", a.unit, a.on_establishment as "onEstablishment",
           (select trained_on from trainings t where t.exam_id = ${examId} and t.account_id = a.id and t.kind = 'invigilation') as "trainedOn",
           exists (select from appointments p where p.account_id = a.id and p.role = 'invigilator' and p.ended_at is null
             and (p.exam_id = ${examId} or p.exam_id is null)) as appointed,
           exists (select from service_bars b where b.account_id = a.id and (b.exam_id = ${examId} or b.exam_id is null)) as barred,
           exists (select from recusals r where r.exam_id = ${examId} and r.account_id = a.id and ${coversWholeExam(sql`r`)})
             as "recusedFromExam",
           exists (select from applications x where x.exam_id = ${examId} and x.person_id = a.person_id and x.state = 'submitted') as "sitsTheExam"
      from accounts a where a.kind = 'officer' and a.closed_at is null and a.id in ${accounts}`)
  return new Map(
    z
      .array(Entrant)
      .parse(rows)
      .map((row) => [row.accountId, row]),
  )
}

/** Trained people appointed as invigilators who are not in the pool, with their sealed names; closed accounts are missing. */
export async function peopleOutsidePool(tx: Tx, examId: ExamId) {
  const Row = z.object({
    accountId: AccountId,
    personId: PersonId,
    nameSealed: z.instanceof(Uint8Array),
    unit: z.string(),
    trainedOn: PlainDateText,
  })
  return z.array(Row).parse(
    await tx.execute(sql`
      select a.id as "accountId", a.person_id as "personId", p.name_sealed as "nameSealed", coalesce(a.unit, '') as unit, t.trained_on as "trainedOn"
        from trainings t join accounts a on a.id = t.account_id join persons p on p.id = a.person_id
       where t.exam_id = ${examId} and t.kind = 'invigilation' and a.closed_at is null
         and exists (select from appointments ap where ap.account_id = a.id and ap.role = 'invigilator' and ap.ended_at is null
           and (ap.exam_id = ${examId} or ap.exam_id is null))
         and not exists (select from staff_pool m where m.exam_id = ${examId} and m.account_id = a.id and m.withdrawn_at is null)
       order by a.unit, a.id`),
  )
}

/** Sealed names of these people. */
export async function sealedNames(tx: Tx, people: readonly PersonId[]): Promise<Map<PersonId, Uint8Array>> {
  if (people.length === 0) return new Map()
  const Row = z.object({ id: PersonId, nameSealed: z.instanceof(Uint8Array) })
  const rows = z.array(Row).parse(await tx.execute(sql`select id, name_sealed as "nameSealed" from persons where id in ${people}`))
  return new Map(rows.map(({ id, nameSealed }) => [id, nameSealed]))
}

/** Enters people; whoever was withdrawn comes back with the facts of today. */
export async function enterPool(tx: Tx, rows: readonly PoolMember[]): Promise<void> {
  await tx
    .insert(staffPool)
    .values([...rows])
    .onConflictDoUpdate({
      target: [staffPool.examId, staffPool.accountId],
      set: {
        unit: sql`excluded.unit`,
        onEstablishment: sql`excluded.on_establishment`,
        experienced: sql`excluded.experienced`,
        trainedOn: sql`excluded.trained_on`,
        enteredBy: sql`excluded.entered_by`,
        enteredAt: sql`excluded.entered_at`,
        withdrawnAt: null,
      },
    })
}

export const poolOf = (tx: Tx, examId: ExamId): Promise<PoolMember[]> =>
  tx.select().from(staffPool).where(eq(staffPool.examId, examId)).orderBy(asc(staffPool.unit), asc(staffPool.label))

export async function withdrawFromPool(tx: Tx, examId: ExamId, accountId: AccountId, now: Instant): Promise<boolean> {
  const gone = await tx
    .update(staffPool)
    .set({ withdrawnAt: now })
    .where(and(eq(staffPool.examId, examId), eq(staffPool.accountId, accountId), isNull(staffPool.withdrawnAt)))
    .returning({ accountId: staffPool.accountId })
  return gone.length === 1
}

export async function onDutyAnywhere(tx: Tx, examId: ExamId, accountId: AccountId): Promise<boolean> {
  const [row] = await tx
    .select({ id: duties.id })
    .from(duties)
    .where(and(eq(duties.examId, examId), eq(duties.accountId, accountId), isNull(duties.endedAt)))
    .limit(1)
  return row !== undefined
}

/** Somebody who is placed in a session that runs at the same time cannot be drawn again. */
export async function busyAt(tx: Tx, examId: ExamId, startsAt: Instant, endsAt: Instant): Promise<Set<AccountId>> {
  const rows = await tx.execute(sql`
    select d.account_id as id from duties d join exam_sessions s on s.id = d.exam_session_id
     where d.exam_id = ${examId} and d.ended_at is null and s.starts_at < ${endsAt.toString()} and s.ends_at > ${startsAt.toString()}
    union select d.account_id from duty_reserves d join exam_sessions s on s.id = d.exam_session_id
     where d.exam_id = ${examId} and s.starts_at < ${endsAt.toString()} and s.ends_at > ${startsAt.toString()}`)
  return new Set(
    z
      .array(z.object({ id: AccountId }))
      .parse(rows)
      .map(({ id }) => id),
  )
}

const StaffedRoomRow = z.object({
  examSessionId: ExamSessionId,
  roomId: RoomId,
  siteId: SiteId,
  site: z.string(),
  siteName: z.string(),
  unit: z.string(),
  number: z.number(),
  name: z.string(),
  candidates: z.number(),
})
export type StaffedRoom = z.infer<typeof StaffedRoomRow>

/** Rooms with people in them in the sessions that start at one instant, in published order. */
export async function roomsAt(tx: Tx, examId: ExamId, startsAt: Instant): Promise<StaffedRoom[]> {
  const rows = await tx.execute(sql`
    select sr.exam_session_id as "examSessionId", sr.room_id as "roomId", si.id as "siteId", si.code as site, si.name as "siteName", si.unit, r.number, r.name,
           count(t.id)::int as candidates
      from session_rooms sr join exam_sessions es on es.id = sr.exam_session_id join rooms r on r.id = sr.room_id join sites si on si.id = r.site_id
      join tickets t on t.exam_session_id = sr.exam_session_id and t.room_id = sr.room_id
     where sr.exam_id = ${examId} and es.starts_at = ${startsAt.toString()}
     group by sr.exam_session_id, sr.room_id, si.id, si.code, si.name, si.unit, r.number, r.name order by si.code collate "C", r.number`)
  return z.array(StaffedRoomRow).parse(rows)
}

/** Who kept watch where in the session that began last before this one: what a rotation keeps apart. */
export async function roomsOfSessionBefore(tx: Tx, examId: ExamId, startsAt: Instant) {
  const rows = await tx.execute(sql`
    select distinct d.account_id as "accountId", si.code as site, r.number
      from duties d join exam_sessions es on es.id = d.exam_session_id join rooms r on r.id = d.room_id join sites si on si.id = r.site_id
     where d.exam_id = ${examId} and d.ended_at is null
       and es.starts_at = (select max(starts_at) from exam_sessions where exam_id = ${examId} and starts_at < ${startsAt.toString()})
     order by 1, 2, 3`)
  return z.array(z.object({ accountId: AccountId, site: z.string(), number: z.number() })).parse(rows)
}

/** R-RC-42: the rooms in which somebody sits whom a declaration covers; all of them, if it covers the whole exam. */
export async function excludedRooms(tx: Tx, examId: ExamId, startsAt: Instant) {
  const rows = await tx.execute(sql`
    select distinct rc.account_id as "accountId", si.code as site, r.number
      from recusals rc join tickets t on t.exam_id = rc.exam_id join exam_sessions es on es.id = t.exam_session_id and es.starts_at = ${startsAt.toString()}
      join applications a on a.id = t.application_id join persons p on p.id = a.person_id join positions po on po.id = a.position_id
      join rooms r on r.id = t.room_id join sites si on si.id = r.site_id
     where rc.exam_id = ${examId} and ${declarationCovers({ declared: sql`rc`, person: sql`p`, post: sql`po` })}
     order by 1, 2, 3`)
  return z.array(z.object({ accountId: AccountId, site: z.string(), number: z.number() })).parse(rows)
}

export async function insertDuties(tx: Tx, rows: readonly Duty[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 2000) await tx.insert(duties).values(rows.slice(from, from + 2000))
}

export async function insertReserves(tx: Tx, rows: readonly Reserve[]): Promise<void> {
  if (rows.length > 0) await tx.insert(dutyReserves).values([...rows])
}

/** Takes the lock that makes two changes of one place run one after the other. */
export async function lockDuty(tx: Tx, examId: ExamId, dutyId: DutyId): Promise<Duty | undefined> {
  const [row] = await tx
    .select()
    .from(duties)
    .where(and(eq(duties.examId, examId), eq(duties.id, dutyId)))
    .for('update')
  return row
}

/** All duties that one draw began, ended ones too; locked, so that two replacements take two reserves. */
export const lockDutiesOf = (tx: Tx, drawId: Duty['drawId']): Promise<Duty[]> =>
  tx.select().from(duties).where(eq(duties.drawId, drawId)).orderBy(asc(duties.assignedAt), asc(duties.id)).for('update')

export const reservesOf = (tx: Tx, drawId: Duty['drawId']): Promise<Reserve[]> =>
  tx.select().from(dutyReserves).where(eq(dutyReserves.drawId, drawId)).orderBy(asc(dutyReserves.rank))

export const markPresent = (tx: Tx, dutyId: DutyId, presentAt: Instant) => tx.update(duties).set({ presentAt }).where(eq(duties.id, dutyId))

export async function endDuty(tx: Tx, dutyId: DutyId, endedAt: Instant): Promise<void> {
  const done = await tx
    .update(duties)
    .set({ endedAt })
    .where(and(eq(duties.id, dutyId), isNull(duties.endedAt)))
    .returning({ id: duties.id })
  invariant(done.length === 1, `duty ${dutyId} ended while we held its lock`)
}

const DutyRow = z.object({
  dutyId: z.string(),
  examSessionId: ExamSessionId,
  roomId: RoomId,
  accountId: AccountId,
  personId: PersonId,
  nameSealed: z.instanceof(Uint8Array),
  unit: z.string(),
  label: z.string(),
  place: z.number(),
  subject: z.string(),
  startsAt: InstantText,
  endsAt: InstantText,
  siteId: SiteId,
  siteName: z.string(),
  room: z.string(),
  replaces: z.string().nullable(),
  reason: z.string().nullable(),
  endedAt: InstantText.nullable(),
  presentAt: InstantText.nullable(),
})
export type DutyRow = z.infer<typeof DutyRow>

/** Who serves where, ended duties too, in the order of rooms and places. */
export async function dutyRoster(tx: Tx, examId: ExamId): Promise<DutyRow[]> {
  const rows = await tx.execute(sql`
    select d.id as "dutyId", d.exam_session_id as "examSessionId", d.room_id as "roomId", d.account_id as "accountId", m.person_id as "personId",
           p.name_sealed as "nameSealed", m.unit, m.label, d.place, es.subject, es.starts_at as "startsAt", es.ends_at as "endsAt", si.id as "siteId", si.name as "siteName", r.name as room,
           d.replaces, d.reason, d.ended_at as "endedAt", d.present_at as "presentAt"
      from duties d join staff_pool m on m.exam_id = d.exam_id and m.account_id = d.account_id join persons p on p.id = m.person_id
      join exam_sessions es on es.id = d.exam_session_id join rooms r on r.id = d.room_id join sites si on si.id = r.site_id
     where d.exam_id = ${examId} order by es.starts_at, si.code collate "C", r.number, d.place, d.assigned_at`)
  return z.array(DutyRow).parse(rows)
}

/** Reserves who have not been called in. */
export async function waitingReserves(tx: Tx, examId: ExamId) {
  const Row = z.object({
    accountId: AccountId,
    label: z.string(),
    unit: z.string(),
    rank: z.number(),
    drawId: z.string(),
    startsAt: InstantText,
  })
  return z.array(Row).parse(
    await tx.execute(sql`
      select v.account_id as "accountId", m.label, m.unit, v.rank, v.draw_id as "drawId", es.starts_at as "startsAt"
        from duty_reserves v join staff_pool m on m.exam_id = v.exam_id and m.account_id = v.account_id join exam_sessions es on es.id = v.exam_session_id
       where v.exam_id = ${examId} and m.withdrawn_at is null and not exists (
         select from duties d where d.draw_id = v.draw_id and d.account_id = v.account_id)
       order by es.starts_at, v.rank`),
  )
}
