import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { handoffs, packageIncidents, packages, returnedCounts, vaultCounts } from '../../db/schema/custody.ts'
import { InstantText } from '../foundation/clock.ts'
import { Family } from '../foundation/family.ts'
import { AccountId, type ExamId, ExamSessionId, PackageId, PersonId, RoomId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import { Role } from '../foundation/roles.ts'
import type { HeldPackage, Party } from './rules/handoff.ts'
import type { PackageState } from './rules/legs.ts'

export type Package = typeof packages.$inferSelect
export type NewPackage = typeof packages.$inferInsert
export type NewHandoff = typeof handoffs.$inferInsert
export type Incident = typeof packageIncidents.$inferSelect

const hex = (value: Uint8Array) => Buffer.from(value).toString('hex')

/** `sites` says where each room is (`sitesOfRooms`). */
export const heldPackage = (one: Package, sites: ReadonlyMap<string, string> = new Map()): HeldPackage => ({
  number: one.number,
  state: one.state,
  holder: one.holder,
  roomId: one.roomId ?? undefined,
  siteId: one.roomId ? sites.get(one.roomId) : undefined,
  papers: one.papers,
  cards: one.cards,
  seal: hex(one.sealDigest),
})

/** The family of an announced exam, which says whose signatures each leg needs, and its last day of papers. */
export async function examOfCustody(tx: Tx, examId: ExamId) {
  const rows = await tx.execute(sql`
    select e.family, max(s.ends_at) as "lastEnd" from exams e left join exam_sessions s on s.exam_id = e.id
     where e.id = ${examId} and e.state = 'announced' group by e.family`)
  const Row = z.object({ family: Family, lastEnd: InstantText.nullable() })
  return z.array(Row).parse(rows)[0]
}

/** People at a handoff with every role they hold in this exam; an account that is no officer's, or unknown, is missing. */
export async function partiesOf(tx: Tx, examId: ExamId, accounts: readonly AccountId[]): Promise<Map<string, Party>> {
  const rows = await tx.execute(sql`
    select a.id as "accountId", a.person_id as "personId",
           coalesce(array_agg(p.role) filter (where p.role is not null), '{}') as roles,
           coalesce(array_agg(p.site_id) filter (where p.site_id is not null and p.role in ('site_paper_keeper', 'chief_examiner')), '{}') as sites
      from accounts a left join appointments p on p.account_id = a.id and p.ended_at is null and (p.exam_id = ${examId} or p.exam_id is null)
     where a.kind = 'officer' and a.id in ${accounts}
     group by a.id, a.person_id`)
  const Row = z.object({ accountId: AccountId, personId: PersonId, roles: z.array(Role), sites: z.array(z.string()) })
  return new Map(
    z
      .array(Row)
      .parse(rows)
      .map((row) => [row.accountId, row]),
  )
}

/** How many sit in each room of each session by the published seat plan. */
export async function seatedByRoom(tx: Tx, examId: ExamId) {
  const Row = z.object({ examSessionId: ExamSessionId, roomId: RoomId, seated: z.number() })
  return z.array(Row).parse(
    await tx.execute(sql`
      select exam_session_id as "examSessionId", room_id as "roomId", count(*)::int as seated
        from tickets where exam_id = ${examId} group by 1, 2`),
  )
}

const PlanRow = z.object({
  examSessionId: ExamSessionId,
  roomId: RoomId,
  subject: z.string(),
  startsAt: InstantText,
  siteCode: z.string(),
  siteName: z.string(),
  number: z.number(),
  roomName: z.string(),
  seated: z.number(),
})
export type PlanRow = z.infer<typeof PlanRow>

/** The published seat plan as papers are packed by it: by start, site and room. */
export async function seatPlanRows(tx: Tx, examId: ExamId): Promise<PlanRow[]> {
  return z.array(PlanRow).parse(
    await tx.execute(sql`
      select t.exam_session_id as "examSessionId", t.room_id as "roomId", es.subject, es.starts_at as "startsAt", si.code as "siteCode",
             si.name as "siteName", r.number, r.name as "roomName", count(*)::int as seated
        from tickets t join exam_sessions es on es.id = t.exam_session_id join rooms r on r.id = t.room_id join sites si on si.id = r.site_id
       where t.exam_id = ${examId} group by t.exam_session_id, t.room_id, es.id, r.id, si.id
       order by es.starts_at, es.subject, si.code collate "C", r.number`),
  )
}

/** What each package is for, in words: the paper's subject, and the room unless it is a backup. */
export async function placesOfPackages(tx: Tx, examId: ExamId, only?: PackageId) {
  const Row = z.object({ id: PackageId, subject: z.string(), room: z.string().nullable() })
  const rows = z.array(Row).parse(
    await tx.execute(sql`
      select p.id, es.subject, si.name || ' ' || r.name as room from packages p join exam_sessions es on es.id = p.exam_session_id
        left join rooms r on r.id = p.room_id left join sites si on si.id = r.site_id
       where p.exam_id = ${examId} ${only ? sql`and p.id = ${only}` : sql``}`),
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Rooms of a session whose every package two people withdrew: there alone a backup may go. */
export async function roomsInNeed(tx: Tx, examId: ExamId, examSessionId: ExamSessionId) {
  return z.array(z.object({ roomId: RoomId, room: z.string() })).parse(
    await tx.execute(sql`
      select r.id as "roomId", si.name || ' ' || r.name as room
        from packages p join rooms r on r.id = p.room_id join sites si on si.id = r.site_id
       where p.exam_id = ${examId} and p.exam_session_id = ${examSessionId}
       group by r.id, si.id having bool_and(exists (
         select from package_incidents i where i.package_id = p.id and i.resolved_at is not null and i.decision = 'withdrawn'))
       order by si.code collate "C", r.number`),
  )
}

/** The site of each of the rooms. */
export async function sitesOfRooms(tx: Tx, rooms: readonly (RoomId | null)[]): Promise<Map<string, string>> {
  const ids = rooms.filter((id) => id !== null)
  if (ids.length === 0) return new Map()
  const found = z
    .array(z.object({ id: z.string(), siteId: z.string() }))
    .parse(await tx.execute(sql`select id, site_id as "siteId" from rooms where id in ${ids}`))
  return new Map(found.map(({ id, siteId }) => [id, siteId]))
}

/** The packages that a room has in a session, and whether two people withdrew each. */
export async function packagesOfRoom(tx: Tx, examId: ExamId, examSessionId: ExamSessionId, roomId: RoomId) {
  return z.array(z.object({ withdrawn: z.boolean() })).parse(
    await tx.execute(sql`
      select exists (select from package_incidents i where i.package_id = p.id and i.resolved_at is not null and i.decision = 'withdrawn') as withdrawn
        from packages p where p.exam_id = ${examId} and p.exam_session_id = ${examSessionId} and p.room_id = ${roomId} order by p.number for update`),
  )
}

/** Assessors whom a slip has sent to the exam. */
export async function dispatchedAssessors(tx: Tx, examId: ExamId): Promise<Set<string>> {
  const rows = z
    .array(z.object({ id: z.string() }))
    .parse(await tx.execute(sql`select distinct unnest(assessors)::text as id from assessor_dispatches where exam_id = ${examId}`))
  return new Set(rows.map(({ id }) => id))
}

/** The invigilators on duty in a room, by session and room. */
export async function onDuty(tx: Tx, examId: ExamId, examSessionId: ExamSessionId, roomId: RoomId): Promise<AccountId[]> {
  const rows = await tx.execute(sql`
    select account_id as id from duties
     where exam_id = ${examId} and exam_session_id = ${examSessionId} and room_id = ${roomId} and ended_at is null order by place`)
  return z
    .array(z.object({ id: AccountId }))
    .parse(rows)
    .map(({ id }) => id)
}

export async function sessionStart(tx: Tx, examSessionId: ExamSessionId): Promise<Temporal.Instant> {
  const [row] = z
    .array(z.object({ at: InstantText }))
    .parse(await tx.execute(sql`select starts_at as at from exam_sessions where id = ${examSessionId}`))
  invariant(row, `session ${examSessionId} of a package does not exist`)
  return row.at
}

export const insertPackages = (tx: Tx, rows: readonly NewPackage[]) => tx.insert(packages).values([...rows])

export async function numbersTaken(tx: Tx, examId: ExamId, numbers: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ number: packages.number })
    .from(packages)
    .where(and(eq(packages.examId, examId), inArray(packages.number, [...numbers])))
  return rows.map(({ number }) => number)
}

/** Takes the row locks, in number order so that two loads never wait for each other crosswise. */
export const lockPackages = (tx: Tx, examId: ExamId, numbers: readonly string[]): Promise<Package[]> =>
  tx
    .select()
    .from(packages)
    .where(and(eq(packages.examId, examId), inArray(packages.number, [...numbers])))
    .orderBy(asc(packages.number))
    .for('update')

export const packagesOf = (tx: Tx, examId: ExamId): Promise<Package[]> =>
  tx.select().from(packages).where(eq(packages.examId, examId)).orderBy(asc(packages.number))

export async function packageBy(tx: Tx, examId: ExamId, id: PackageId): Promise<Package | undefined> {
  const [row] = await tx
    .select()
    .from(packages)
    .where(and(eq(packages.examId, examId), eq(packages.id, id)))
  return row
}

/** What the next statement about a package must name: the hash of the one before. */
export async function chainHeads(tx: Tx, ids: readonly PackageId[]): Promise<Map<PackageId, string>> {
  const Row = z.object({ id: PackageId, hash: z.string() })
  const rows = z.array(Row).parse(
    await tx.execute(sql`
      select p.id, encode(coalesce(h.statement_hash, p.genesis_hash), 'hex') as hash
        from packages p left join handoffs h on h.package_id = p.id and h.sequence = p.sequence
       where p.id in ${ids}`),
  )
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}

export const insertHandoffs = (tx: Tx, rows: readonly NewHandoff[]) => tx.insert(handoffs).values([...rows])

export const handoffsOf = (tx: Tx, packageId: PackageId) =>
  tx.select().from(handoffs).where(eq(handoffs.packageId, packageId)).orderBy(asc(handoffs.sequence))

type Moved = Pick<Package, 'id' | 'state' | 'holder' | 'holderRole' | 'sequence' | 'sealDigest' | 'papers' | 'cards'>

/** Moves a package on, guarded by the sequence number that was judged. */
export async function movePackage(tx: Tx, moved: Moved, from: number): Promise<void> {
  const { id, ...values } = moved
  const done = await tx
    .update(packages)
    .set(values)
    .where(and(eq(packages.id, id), eq(packages.sequence, from)))
    .returning({ id: packages.id })
  invariant(done.length === 1, `package ${id} moved past handoff ${from} while we held its lock`)
}

export async function setPackageState(tx: Tx, id: PackageId, from: PackageState, to: PackageState): Promise<void> {
  const done = await tx
    .update(packages)
    .set({ state: to })
    .where(and(eq(packages.id, id), eq(packages.state, from)))
    .returning({ id: packages.id })
  invariant(done.length === 1, `package ${id} left ${from} while we held its lock`)
}

export const setPackageRoom = (tx: Tx, id: PackageId, roomId: RoomId) => tx.update(packages).set({ roomId }).where(eq(packages.id, id))

export const insertIncident = (tx: Tx, row: typeof packageIncidents.$inferInsert) => tx.insert(packageIncidents).values(row)

export async function lockOpenIncident(tx: Tx, packageId: PackageId): Promise<Incident | undefined> {
  const [row] = await tx
    .select()
    .from(packageIncidents)
    .where(and(eq(packageIncidents.packageId, packageId), isNull(packageIncidents.resolvedAt)))
    .for('update')
  return row
}

export const updateIncident = (tx: Tx, id: string, values: Partial<Incident>) =>
  tx.update(packageIncidents).set(values).where(eq(packageIncidents.id, id))

export const incidentsOf = (tx: Tx, examId: ExamId) =>
  tx.select().from(packageIncidents).where(eq(packageIncidents.examId, examId)).orderBy(asc(packageIncidents.foundAt))

export async function openIncidentOf(tx: Tx, packageId: PackageId) {
  const [row] = await tx
    .select()
    .from(packageIncidents)
    .where(and(eq(packageIncidents.packageId, packageId), isNull(packageIncidents.resolvedAt)))
  return row
}

export const insertReturned = (tx: Tx, row: typeof returnedCounts.$inferInsert) => tx.insert(returnedCounts).values(row)

export const insertVaultCount = (tx: Tx, row: typeof vaultCounts.$inferInsert) => tx.insert(vaultCounts).values(row)

/** Counts of the vault, newest first. */
export const vaultCountsOf = (tx: Tx, examId: ExamId) =>
  tx.select().from(vaultCounts).where(eq(vaultCounts.examId, examId)).orderBy(desc(vaultCounts.countedAt))

export async function packagesInVault(tx: Tx, examId: ExamId): Promise<number> {
  const rows = await tx
    .select({ id: packages.id })
    .from(packages)
    .where(and(eq(packages.examId, examId), eq(packages.state, 'in_vault')))
  return rows.length
}

/** Complaints, violations and objections on this exam that are not decided: while there is one, nothing is destroyed. */
export async function openMatters(tx: Tx, examId: ExamId): Promise<number> {
  const [row] = z.array(z.object({ open: z.number() })).parse(
    await tx.execute(sql`
      select ((select count(*) from violations where exam_id = ${examId} and state = 'recorded')
            + (select count(*) from objections o join publications p on p.id = o.publication_id where p.exam_id = ${examId} and o.state = 'open')
            + (select count(*) from package_incidents where exam_id = ${examId} and resolved_at is null))::int as open`),
  )
  return row?.open ?? 0
}

/** Names of the people in a chain, as roles and units; names themselves stay sealed. */
export async function unitsOf(tx: Tx, accounts: readonly AccountId[]): Promise<Map<string, string>> {
  if (accounts.length === 0) return new Map()
  const rows = z
    .array(z.object({ id: AccountId, unit: z.string() }))
    .parse(await tx.execute(sql`select id, coalesce(unit, '') as unit from accounts where id in ${accounts}`))
  return new Map(rows.map(({ id, unit }) => [id, unit]))
}

/** Packages in one of the states, with their rooms; for an invigilator only those of a room they are on duty in. */
export async function packagesAtLeg(tx: Tx, examId: ExamId, states: readonly PackageState[], invigilator: AccountId | undefined) {
  return z.array(z.object({ number: z.string(), room: z.string().nullable() })).parse(
    await tx.execute(sql`
      select p.number, s.name || ' ' || r.name as room from packages p left join rooms r on r.id = p.room_id left join sites s on s.id = r.site_id
       where p.exam_id = ${examId} and p.state in ${states} and (${invigilator ?? null}::uuid is null or exists (
         select from duties d where d.exam_session_id = p.exam_session_id and d.room_id = p.room_id and d.account_id = ${invigilator ?? null} and d.ended_at is null))
       order by p.number`),
  )
}
