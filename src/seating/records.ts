import { and, eq, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { applications, applicationVersions } from '../../db/schema/registration.ts'
import { listedCandidates, listFreezes, type sessionRooms, type tickets } from '../../db/schema/seating.ts'
import type { Instant } from '../foundation/clock.ts'
import { InstantText } from '../foundation/clock.ts'
import { AccountId, ApplicationId, ExamId, type PersonId, RoomId, SlotId } from '../foundation/ids.ts'
import type { CityCrowd } from './rules/city-rooms.ts'
import type { PlacedRoom } from './rules/seat-input.ts'

export type ListFreeze = typeof listFreezes.$inferSelect
export type ListedCandidate = typeof listedCandidates.$inferSelect
export type Ticket = typeof tickets.$inferSelect

/** Applications whose review is not settled as of now: a supplement that ran out is, an edit after the opinion is not. */
export async function openBeforeExam(tx: Tx, examId: ExamId, now: Instant): Promise<number> {
  const at = now.toString()
  const [row] = z.array(z.object({ open: z.number() })).parse(
    await tx.execute(sql`
      select count(*)::int as open from applications a
       where a.exam_id = ${examId} and a.state = 'submitted' and (
         exists (select from reversals v where v.application_id = a.id and v.phase = 'before' and v.confirmed_at is null and v.rejected_at is null)
         or not exists (
           select from review_cases c where c.application_id = a.id and c.phase = 'before' and (
             c.state in ('given_up', 'reversed')
             or (c.state in ('qualified', 'returned', 'withdrawn') and c.version = a.version)
             or (c.state = 'supplement_asked' and c.version = a.version and exists (
               select from supplements s where s.application_id = a.id and s.phase = 'before' and s.answered_at is null and s.due_at <= ${at})))))`),
  )
  return row?.open ?? 0
}

/** Days on which somebody applied who was counted on no closed day. */
export async function daysNotClosed(tx: Tx, examId: ExamId, zone: string): Promise<number> {
  const [row] = z.array(z.object({ days: z.number() })).parse(
    await tx.execute(sql`
      select count(distinct (v.submitted_at at time zone ${zone})::date)::int as days from applications a
        join application_versions v on v.application_id = a.id and v.version = 1
       where a.exam_id = ${examId} and a.state = 'submitted'
         and not exists (select from reconciled_applications k where k.application_id = a.id)`),
  )
  return row?.days ?? 0
}

/** The sitting or test city in which each application of an exam holds its place. */
export async function slotsHeld(tx: Tx, examId: ExamId): Promise<ReadonlyMap<ApplicationId, SlotId>> {
  const rows = await tx.execute(sql`
    select application_id as "applicationId", counter_id as "slotId" from places_taken
     where exam_id = ${examId} and kind = 'slot' and released_at is null`)
  const held = z.array(z.object({ applicationId: ApplicationId, slotId: SlotId })).parse(rows)
  return new Map(held.map(({ applicationId, slotId }) => [applicationId, slotId]))
}

/** The submitted forms of an exam, sealed: for what they say of access needs. */
export async function sealedForms(tx: Tx, examId: ExamId): Promise<Map<string, Uint8Array>> {
  const rows = await tx
    .select({ id: applicationVersions.applicationId, version: applicationVersions.version, sealed: applicationVersions.formSealed })
    .from(applicationVersions)
    .innerJoin(
      applications,
      and(eq(applications.id, applicationVersions.applicationId), eq(applications.version, applicationVersions.version)),
    )
    .where(and(eq(applications.examId, examId), eq(applications.state, 'submitted')))
  return new Map(rows.map(({ id, version, sealed }) => [`${id}:${version}`, sealed]))
}

export async function freezeOf(tx: Tx, examId: ExamId): Promise<ListFreeze | undefined> {
  const [row] = await tx.select().from(listFreezes).where(eq(listFreezes.examId, examId))
  return row
}

/** The list and everybody on it, in one statement each: fifty thousand rows are no reason to wait. */
export async function insertList(tx: Tx, freeze: ListFreeze, listed: readonly ListedCandidate[]): Promise<void> {
  await tx.insert(listFreezes).values(freeze)
  await tx.execute(sql`
    insert into listed_candidates (exam_id, application_id, position_id, version, subject, needs, groups, label, wish)
    select ${freeze.examId}, "applicationId", "positionId", version, subject, needs, groups, label, wish
      from json_to_recordset(${JSON.stringify(listed)}::json)
        as one ("applicationId" uuid, "positionId" uuid, version integer, subject text, needs text[], groups text[], label text, wish text)`)
}

/** Who is on the list by label, late ones included, for a draw of few. */
export async function listedByLabel(
  tx: Tx,
  examId: ExamId,
): Promise<Map<string, Pick<ListedCandidate, 'applicationId' | 'needs' | 'groups'> & { readonly wish?: string }>> {
  const { label, applicationId, needs, groups, wish } = listedCandidates
  const rows = await tx
    .select({ label, applicationId, needs, groups, wish })
    .from(listedCandidates)
    .where(eq(listedCandidates.examId, examId))
  return new Map(rows.map(({ label, wish, ...one }) => [label, { ...one, ...(wish === null ? {} : { wish }) }]))
}

/** The subjects somebody on the frozen list sits. */
export async function listedSubjects(tx: Tx, examId: ExamId): Promise<Set<string>> {
  const rows = await tx.execute(sql`
    select distinct subject from listed_candidates where exam_id = ${examId} and subject is not null and late_in is null`)
  return new Set(
    z
      .array(z.object({ subject: z.string() }))
      .parse(rows)
      .map(({ subject }) => subject),
  )
}

/** How many on the frozen list hold a place in which test city, by subject and needs. */
export async function cityCrowds(tx: Tx, examId: ExamId): Promise<CityCrowd[]> {
  const rows = await tx.execute(sql`
    select subject, wish as district, needs, count(*)::int as people from listed_candidates
     where exam_id = ${examId} and subject is not null and wish is not null and late_in is null group by subject, wish, needs`)
  const needs = z.array(z.enum(['extra-time', 'ground-floor', 'separate-room']))
  return z.array(z.object({ subject: z.string(), district: z.string(), needs, people: z.int() })).parse(rows)
}

/** So many of a list are one statement. */
const pageSize = 50_000
const Page = z.object({ page: z.string().nullable(), last: z.string().nullable() })

/** All who sit the test on the frozen list in the order of their labels, a page a statement, one text each: nobody is an object of their own. */
async function pagesOf(
  tx: Tx,
  examId: ExamId,
  size: number,
  { entry, between, joined = sql`` }: { readonly entry: SQL; readonly between: string; readonly joined?: SQL },
): Promise<string[]> {
  const pages: string[] = []
  for (let after = ''; ; ) {
    const [row] = z.array(Page).parse(
      await tx.execute(sql`
        select string_agg(${entry}, ${between} order by label) as page, max(label) as last from (
          select * from listed_candidates where exam_id = ${examId} and subject is not null and late_in is null and label > ${after}
           order by label limit ${size}) as listed ${joined}`),
    )
    if (row?.page == null || row.last === null) return pages
    pages.push(row.page)
    after = row.last
  }
}

/** One of the list as the draw is fed with it: canonical JSON, which PostgreSQL writes with the same escapes. */
const entry = sql`'{"groups":' || array_to_json(groups) || ',"label":' || to_json(label) || ',"needs":' || array_to_json(needs)
    || ',"subjects":[' || to_json(subject) || ']' || coalesce(',"wish":' || to_json(wish), '') || '}'`

/** The list in parts, each some entries with commas between. */
export const listedEntries = (tx: Tx, examId: ExamId): Promise<string[]> => pagesOf(tx, examId, pageSize, { entry, between: ',' })

/** The list between two texts, put together by PostgreSQL: here a million would lie in memory several times. */
export const textOfListed = (examId: ExamId, [before, after]: readonly [string, string]): SQL<string> => sql`(
  select ${before}::text || coalesce(string_agg(${entry}, ',' order by label), '') || ${after}::text
    from listed_candidates where exam_id = ${examId} and subject is not null and late_in is null)`

const idLength = 36

/** The application at each place of that list, and the candidate's own account; somebody entered on site may have none. */
export async function listedPeople(tx: Tx, examId: ExamId, size = pageSize): Promise<ListedPeople> {
  const pages = await pagesOf(tx, examId, size, {
    entry: sql`application_id || coalesce(c.id::text, repeat(' ', ${idLength}))`,
    between: '',
    joined: sql`join applications a on a.id = application_id
        left join accounts c on c.person_id = a.person_id and c.kind = 'candidate' and c.closed_at is null`,
  })
  const ids = pages.join('')
  const idAt = (at: number) => ids.slice(idLength * at, idLength * (at + 1))
  return {
    size: ids.length / (2 * idLength),
    applicationAt: (place) => ApplicationId.parse(idAt(2 * place)),
    accountAt: (place) => (idAt(2 * place + 1).startsWith(' ') ? undefined : AccountId.parse(idAt(2 * place + 1))),
  }
}

export type ListedPeople = {
  readonly size: number
  readonly applicationAt: (place: number) => ApplicationId
  readonly accountAt: (place: number) => AccountId | undefined
}

export type SeatingRoom = PlacedRoom & {
  readonly id: RoomId
  readonly siteName: string
  readonly roomName: string
  readonly rows: number
}

/** Rooms in published order: by site code, then by number. */
export async function roomsInOrder(tx: Tx, examId: ExamId): Promise<SeatingRoom[]> {
  const Row = z.object({
    id: RoomId,
    site: z.string(),
    siteName: z.string(),
    number: z.number(),
    roomName: z.string(),
    floor: z.number(),
    rows: z.number(),
    columns: z.number(),
    capacity: z.number(),
    kind: z.enum(['written', 'computer', 'single_large']),
    separate: z.boolean(),
    city: z.string().nullable(),
  })
  return z.array(Row).parse(
    await tx.execute(sql`
      select r.id, s.code as site, s.name as "siteName", r.number, r.name as "roomName", r.floor, r.seat_rows as rows, r.seat_columns as columns,
             r.capacity, r.kind, r.separate, s.city
        from rooms r join sites s on s.id = r.site_id where r.exam_id = ${examId} order by s.code collate "C", r.number`),
  )
}

/** In one statement: thirty thousand rooms have more values than a statement may have parameters. */
export async function insertSessionRooms(tx: Tx, rows: readonly (typeof sessionRooms.$inferInsert)[]): Promise<void> {
  await tx.execute(sql`
    insert into session_rooms (exam_session_id, exam_id, room_id, family_limit, draw_session, first_ticket)
    select "examSessionId", "examId", "roomId", "familyLimit", "drawSession", "firstTicket" from json_to_recordset(${JSON.stringify(rows)}::json)
        as one ("examSessionId" uuid, "examId" uuid, "roomId" uuid, "familyLimit" integer, "drawSession" text, "firstTicket" integer)`)
}

/** Tickets of one draw in one statement; a million take several, each well within the time a statement may run. */
export async function insertTickets(tx: Tx, rows: readonly Ticket[]): Promise<void> {
  const [first] = rows
  if (!first) return
  // As PostgreSQL reads an array: no value here needs an escape, and columns take half the time of as many objects.
  const column = (of: (row: Ticket) => string | number) => `{${rows.map(of).join(',')}}`
  await tx.execute(sql`
    insert into tickets (id, application_id, number, exam_session_id, room_id, family_limit, seat, label, exam_id, draw_id, issued_at)
    select one.*, ${first.examId}::uuid, ${first.drawId}::uuid, ${first.issuedAt}::timestamptz
      from unnest(${column(({ id }) => id)}::uuid[], ${column(({ applicationId }) => applicationId)}::uuid[], ${column(({ number }) => number)}::text[],
        ${column(({ examSessionId }) => examSessionId)}::uuid[], ${column(({ roomId }) => roomId)}::uuid[],
        ${column(({ familyLimit }) => familyLimit)}::integer[], ${column(({ seat }) => seat)}::integer[], ${column(({ label }) => label)}::text[]) as one`)
}

/** Candidates' own accounts; somebody entered on site may have none. */
export async function accountsOf(
  tx: Tx,
  applicationIds: readonly ApplicationId[],
): Promise<{ applicationId: ApplicationId; accountId: AccountId }[]> {
  const Row = z.object({ applicationId: ApplicationId, accountId: AccountId })
  return z.array(Row).parse(
    await tx.execute(sql`
      select a.id as "applicationId", c.id as "accountId"
        from json_array_elements_text(${JSON.stringify(applicationIds)}::json) as one (id) join applications a on a.id = one.id::uuid
        join accounts c on c.person_id = a.person_id and c.kind = 'candidate' and c.closed_at is null`),
  )
}

const TicketRow = z.object({
  applicationId: ApplicationId,
  examId: ExamId,
  exam: z.string(),
  number: z.string(),
  label: z.string(),
  drawId: z.string(),
  subject: z.string(),
  startsAt: InstantText,
  endsAt: InstantText,
  siteName: z.string(),
  address: z.string(),
  roomNumber: z.number(),
  roomName: z.string(),
  floor: z.number(),
  rows: z.number(),
  columns: z.number(),
  capacity: z.number(),
  seat: z.number(),
  taken: z.number(),
  site: z.string(),
  session: z.string(),
  firstTicket: z.number().nullable(),
  issuedAt: InstantText,
  treeSize: z.number().nullable(),
  variants: z.number().nullable(),
})
export type TicketView = z.infer<typeof TicketRow>

/** The caller's own ticket; somebody else's application gives nothing. */
export async function ownTicket(tx: Tx, personId: PersonId, applicationId: ApplicationId): Promise<TicketView | undefined> {
  const rows = await tx.execute(sql`
    select t.application_id as "applicationId", t.exam_id as "examId", e.title as exam, t.number, t.label, t.draw_id as "drawId", es.subject,
           es.starts_at as "startsAt", es.ends_at as "endsAt", s.name as "siteName", s.address, r.number as "roomNumber", r.name as "roomName", r.floor,
           r.seat_rows as rows, r.seat_columns as columns, r.capacity, t.seat, s.code as site, sr.first_ticket as "firstTicket",
           t.issued_at as "issuedAt", tt.size as "treeSize", tt.variants,
           (select max(one.draw_session) from session_rooms one where one.exam_session_id = t.exam_session_id) as session,
           (select count(*)::int from tickets n where n.exam_session_id = t.exam_session_id and n.room_id = t.room_id) as taken
      from tickets t join applications a on a.id = t.application_id join exams e on e.id = t.exam_id
      join exam_sessions es on es.id = t.exam_session_id join rooms r on r.id = t.room_id join sites s on s.id = r.site_id
      join session_rooms sr on sr.exam_session_id = t.exam_session_id and sr.room_id = t.room_id
      left join ticket_trees tt on tt.draw_id = t.draw_id
     where t.application_id = ${applicationId} and a.person_id = ${personId}`)
  return z.array(TicketRow).parse(rows)[0]
}

/** What an officer sees of the rooms in use: how many sit where, nobody by name. */
export async function seatedRooms(tx: Tx, examId: ExamId) {
  const Row = z.object({
    examSessionId: z.string(),
    roomId: RoomId,
    subject: z.string(),
    siteName: z.string(),
    roomNumber: z.number(),
    roomName: z.string(),
    familyLimit: z.number(),
    capacity: z.number(),
    seated: z.number(),
  })
  return z.array(Row).parse(
    await tx.execute(sql`
      select sr.exam_session_id as "examSessionId", sr.room_id as "roomId", es.subject, s.name as "siteName", r.number as "roomNumber", r.name as "roomName",
             sr.family_limit as "familyLimit", r.capacity, count(t.id)::int as seated
        from session_rooms sr join exam_sessions es on es.id = sr.exam_session_id join rooms r on r.id = sr.room_id join sites s on s.id = r.site_id
        left join tickets t on t.exam_session_id = sr.exam_session_id and t.room_id = sr.room_id
       where sr.exam_id = ${examId}
       group by sr.exam_session_id, sr.room_id, es.subject, s.code, s.name, r.number, r.name, sr.family_limit, r.capacity
       order by s.code collate "C", r.number`),
  )
}
