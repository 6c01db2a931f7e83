import { afterEach, describe, expect, test } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { awaitPublication } from '../../src/log/sequence.ts'
import { verifyLog } from '../../src/log/verify-log.ts'
import { openArrangedOffice } from '../support/arrange.ts'
import { arrangeMarking, lockSheet, markAll, unblind } from '../support/arrange-marking.ts'
import { expectDone } from '../support/arrange-sitting.ts'

/** A superuser changes one thing behind the service's back, past every constraint, and the number of the invariant is named. */
const office = await openArrangedOffice()
const { admin, authority, ownerUrl, deps } = office
const marking = await arrangeMarking(office)
const { examId } = marking
expectDone(await marking.clerk.post(`${marking.path}/scripts/codes`))
await markAll(marking)
await lockSheet(marking)
await unblind(marking)
await awaitPublication(deps)

const named = async () => (await checkExam(ownerUrl, authority)).broken.map(({ invariant }) => invariant)
/** What the arrangement itself could not satisfy, since nobody acted. */
const before = new Set(await named())

const unchecked = (...statements: readonly string[]) =>
  admin.begin(async (tx) => {
    await tx.unsafe('set local session_replication_role = replica')
    for (const statement of statements) await tx.unsafe(statement)
  })

let kept: string[] = []
/** Keeps a copy of each table, to be laid back afterwards. */
async function keeping(tables: readonly string[]): Promise<void> {
  kept = [...tables]
  for (const table of tables) await admin.unsafe(`create table kept_${table} as table ${table}`)
}
afterEach(async () => {
  const columns = await Promise.all(kept.map(writtenColumns))
  await unchecked(
    ...kept.flatMap((table, at) => [
      `delete from ${table}`,
      `insert into ${table} (${columns[at]}) select ${columns[at]} from kept_${table}`,
      `drop table kept_${table}`,
    ]),
  )
  kept = []
})

/** All but those that PostgreSQL derives. */
async function writtenColumns(table: string): Promise<string> {
  const rows = await admin<{ name: string }[]>`
    select column_name as name from information_schema.columns
     where table_schema = ${authority.schema} and table_name = ${table} and is_generated = 'NEVER'`
  return rows.map(({ name }) => name).join()
}

type Break = { readonly because: string; readonly tables: readonly string[]; readonly by: readonly string[]; readonly names: string }
/** A script whose score was published; that of somebody in breach counts for nothing and would be named by another sentence. */
const script = `(select script_id from written_results where exam_id = '${examId}' and status = 'scored' order by script_id limit 1)`

/** Every row gets what the next one had. */
const shifted = (table: string, by: string, where: string, columns: string) => {
  const rows = `(select *, row_number() over (order by ${by}) as n, count(*) over () as many from kept_${table} where ${where})`
  return `insert into ${table} select ${columns} from ${rows} as k join ${rows} as o on o.n = k.n % k.many + 1`
}

/** A test city nobody announced, with its counter. */
const slotWith = ({ taken, last }: { taken: number; last: number }): string[] => [
  `insert into exam_slots (id, exam_id, code, city, places) select gen_random_uuid(), '${examId}', 'E', '城东', 100`,
  `insert into place_counters (id, exam_id, kind, places, taken, last_serial) select id, exam_id, 'slot', places, ${taken}, greatest(${taken}, ${last}) from exam_slots`,
]
/** Somebody holds a place in it. */
const held = (serial: number, which: number) =>
  `insert into places_taken (counter_id, serial, exam_id, kind, application_id, taken_at)
   select c.id, ${serial}, c.exam_id, 'slot', a.id, a.submitted_at from place_counters c, lateral (
     select id, submitted_at from applications where exam_id = c.exam_id and state = 'submitted' order by id offset ${which} limit 1) a`

const breaks: readonly Break[] = [
  {
    because: 'a qualification on one opinion',
    tables: ['opinions'],
    by: ['delete from opinions where id in (select first_opinion from qualifications limit 1)'],
    names: '1. a decided case stands on two opinions by two persons on the version that was judged',
  },
  {
    because: 'an application without its receipted version',
    tables: ['application_versions'],
    by: ['delete from application_versions where application_id = (select application_id from tickets limit 1)'],
    names: '2. every application has all its versions, each with a receipt',
  },
  {
    because: 'a version of somebody without an account',
    tables: ['application_versions'],
    by: [
      'update application_versions set submitted_by = gen_random_uuid() where application_id = (select application_id from tickets limit 1)',
    ],
    names: '2. every version was submitted by somebody who has an account',
  },
  {
    because: 'a place is counted that nobody holds',
    tables: ['exam_slots', 'place_counters'],
    by: slotWith({ taken: 1, last: 0 }),
    names: '2. of what runs out, taken and free make what was announced, and as many are taken as hold a place',
  },
  {
    because: 'a slot is counted to more places than were announced',
    tables: ['exam_slots', 'place_counters'],
    by: [...slotWith({ taken: 0, last: 0 }), 'update place_counters set places = places + 1'],
    names: '2. of what runs out, taken and free make what was announced, and as many are taken as hold a place',
  },
  {
    because: 'a number in the order of registration is left out',
    tables: ['exam_slots', 'place_counters', 'places_taken'],
    by: [...slotWith({ taken: 2, last: 3 }), held(1, 0), held(3, 1)],
    names: '2. numbers in the order of registration run from one, without gap or double',
  },
  {
    because: 'a place is held by somebody who withdrew',
    tables: ['exam_slots', 'place_counters', 'places_taken', 'applications'],
    by: [
      ...slotWith({ taken: 1, last: 1 }),
      held(1, 0),
      "update applications set state = 'withdrawn', withdrawn_at = submitted_at where id = (select application_id from places_taken)",
    ],
    names: '2. whoever holds a place has submitted for it',
  },
  {
    because: 'somebody is taken in without the place that was to be chosen',
    tables: ['exam_slots'],
    by: slotWith({ taken: 0, last: 0 }).slice(0, 1),
    names: '2. whoever has submitted for what runs out holds a place',
  },
  {
    because: 'somebody sits in another city than they hold a place in',
    tables: ['exam_slots', 'place_counters', 'places_taken'],
    by: [...slotWith({ taken: 1, last: 1 }), held(1, 0)],
    names: '3. whoever holds a place in a sitting or test city sits at its time, and by the first draw in the city',
  },
  {
    because: 'a test city is announced anew',
    tables: ['exam_slots'],
    by: slotWith({ taken: 0, last: 0 }).slice(0, 1),
    names: '7. the sittings and test cities of an announced notice are those that were frozen',
  },
  {
    because: 'an invigilator too few',
    tables: ['duties'],
    by: ['delete from duties where place = 2 and room_id = (select room_id from tickets order by number limit 1)'],
    names: '3. a room has as many invigilators as its candidates need',
  },
  {
    because: 'an invigilator nobody trained',
    tables: ['trainings'],
    by: ['delete from trainings where account_id = (select account_id from duties limit 1)'],
    names: '3. nobody untrained, withdrawn before, or barred is on duty',
  },
  {
    because: 'two candidates change seats',
    tables: ['tickets'],
    by: [
      'update tickets set seat = 30 where seat = 1 and room_id = (select room_id from tickets order by number limit 1)',
      'update tickets set seat = 1 where seat = 2 and room_id = (select room_id from tickets order by number limit 1)',
      'update tickets set seat = 2 where seat = 30',
    ],
    names: '4. every ticket is what its draw says, and every drawn seat has its ticket',
  },
  {
    because: 'another public value in a transcript',
    tables: ['draws'],
    by: ["update draws set public_value = '01', witnessed_value = '01' where kind = 'seats'"],
    names: '4. a transcript is the one whose hash was written down when it was drawn',
  },
  {
    because: 'a handoff is taken out',
    tables: ['handoffs'],
    by: ["delete from handoffs where sequence = 2 and package_id = (select id from packages where number = 'P-01')"],
    names: '5. no link is missing from a chain of custody',
  },
  {
    because: 'a handoff is taken out and the others close up',
    tables: ['handoffs', 'packages'],
    by: [
      "delete from handoffs where sequence = 2 and package_id = (select id from packages where number = 'P-01')",
      "update handoffs set sequence = sequence - 1 where sequence > 2 and package_id = (select id from packages where number = 'P-01')",
      "update packages set sequence = sequence - 1 where number = 'P-01'",
    ],
    names: '5. each link names the statement before it',
  },
  {
    because: 'the newest handoff is taken out and the package put back',
    tables: ['handoffs', 'packages'],
    by: [
      "delete from handoffs h using packages p where p.id = h.package_id and p.number = 'P-01' and h.sequence = p.sequence",
      "update packages p set sequence = p.sequence - 1, holder = (select receiver from handoffs h where h.package_id = p.id and h.sequence = p.sequence - 1), state = 'opened' where number = 'P-01'",
    ],
    names: '5. every handoff that was signed stands in its chain, as it was signed',
  },
  {
    because: 'the package lies in other hands than its chain says',
    tables: ['packages'],
    by: [`update packages set holder = '${marking.secrecy.accountId}' where number = 'P-01'`],
    names: '5. a package is in the hands that its newest handoff put it into',
  },
  {
    because: 'a handoff names another receiver than was signed',
    tables: ['handoffs'],
    by: [
      `update handoffs set receiver = '${marking.head.accountId}' where sequence = 1 and package_id = (select id from packages where number = 'P-01')`,
    ],
    names: '5. giver, receiver and witnesses have each signed the handoff',
  },
  {
    because: 'a handoff says another count than was signed',
    tables: ['handoffs', 'packages'],
    by: [
      "update handoffs set papers = 2 where package_id = (select id from packages where number = 'P-01')",
      "update packages set papers = 2 where number = 'P-01'",
    ],
    names: '5. every handoff that was signed stands in its chain, as it was signed',
  },
  {
    because: 'a signature is taken away',
    tables: ['statement_signatures'],
    by: ['delete from statement_signatures where statement_id in (select statement_id from handoffs where sequence = 3)'],
    names: '5. a statement in effect bears the signature of each of its parties',
  },
  {
    because: 'a frozen package is thawed by hand',
    tables: ['package_incidents'],
    by: [
      `insert into package_incidents (id, package_id, exam_id, kind, state_before, expected_papers, expected_cards, found_at, found_by)
       select gen_random_uuid(), id, exam_id, 'count_differs', state, 3, 3, made_at, holder from packages where number = 'P-01'`,
    ],
    names: '5. a package whose counts or seal differed is frozen or was cleared by two people',
  },
  {
    because: 'somebody absent is made present',
    tables: ['attendances'],
    by: ["update attendances set status = 'present' where status = 'absent'"],
    names: '5. in a closed room attendance and what came back agree',
  },
  {
    because: 'two people change places in the attendance',
    tables: ['attendances'],
    by: [
      `update attendances a set status = case a.status when 'absent' then 'present' else 'absent' end
        from (select room_id, min(ticket_id::text)::uuid as one from attendances where status = 'present' group by room_id) p
       where a.room_id = p.room_id and (a.status = 'absent' or a.ticket_id = p.one)
         and exists (select from attendances b where b.room_id = a.room_id and b.status = 'absent')`,
    ],
    names: '5. a room record says of everybody what attendance says',
  },
  {
    because: 'a settled score is changed',
    tables: ['scripts'],
    by: [`update scripts set settled_score = 99 where id = ${script}`],
    names: '6. a published score is the one that was signed, and the one the marks came to',
  },
  {
    because: 'a line of a signed sheet is changed',
    tables: ['sheet_scripts'],
    by: [`update sheet_scripts set score = 99 where script_id = ${script}`],
    names: '6. a signed sheet holds exactly what its signed text says',
  },
  {
    because: 'a signed sheet is written anew, with its hash',
    tables: ['score_sheets', 'sheet_scripts', 'scripts', 'written_results'],
    by: [
      `update sheet_scripts set score = 99 where script_id = ${script}`,
      `update scripts set settled_score = 99 where id = ${script}`,
      `update written_results set score = 99 where script_id = ${script}`,
      `update score_sheets set content = jsonb_set(content::jsonb, '{scores,0,score}', '"99"')::text`,
      `update score_sheets set content_hash = sha256(convert_to(content, 'UTF8'))`,
    ],
    names: '6. what was signed of a sheet, and what the log says of it, is the sheet',
  },
  {
    because: 'a mark is changed',
    tables: ['marks'],
    by: [`update marks set score = 99 where script_id = ${script}`],
    names: '6. a settled score is what its marks come to',
  },
  {
    because: 'a result is changed',
    tables: ['written_results'],
    by: [
      "update written_results set score = 99 where application_id = (select application_id from written_results where status = 'scored' limit 1)",
    ],
    names: '6. a published score is the one that was signed, and the one the marks came to',
  },
  {
    because: 'results change owners',
    tables: ['written_results'],
    by: [
      "delete from written_results where status = 'scored'",
      shifted(
        'written_results',
        'application_id',
        "status = 'scored'",
        'k.application_id, k.exam_id, k.ticket_id, o.script_id, k.status, o.score, k.joined_at',
      ),
    ],
    names: '6. a result belongs to the script of its own ticket',
  },
  {
    because: 'codes change owners, and the results with them',
    tables: ['script_codes', 'written_results'],
    by: [
      'delete from script_codes',
      shifted('script_codes', 'ticket_id', 'true', 'o.script_id, k.ticket_id, k.exam_id'),
      'alter table written_results drop constraint written_results_script_id_key',
      "update written_results r set script_id = c.script_id, score = s.settled_score from script_codes c, scripts s where c.ticket_id = r.ticket_id and s.id = c.script_id and r.status = 'scored'",
    ],
    names: '6. each code belongs to the ticket it was given to',
  },
  {
    because: 'somebody with a ticket loses the result',
    tables: ['written_results'],
    by: ["delete from written_results where status = 'absent'"],
    names: '6. everyone with a ticket has one result once names have joined',
  },
  {
    because: 'names joined before the sheets were signed',
    tables: ['unblindings'],
    by: ["update unblindings set approved_at = approved_at - interval '30 days'"],
    names: '6. names join scores only after two people approved, and every sheet was signed before',
  },
  {
    because: 'a second mark is taken away',
    tables: ['marks'],
    by: [`delete from marks where round = 2 and script_id = ${script}`],
    names: '6. nobody marks a script twice, and a settled script has two marks by two people',
  },
  {
    because: 'an announced notice is changed',
    tables: ['exams'],
    by: ["update exams set frozen_text = frozen_text || ' '"],
    names: '7. an announced notice is the text whose hash was published',
  },
  {
    because: 'a log entry is rewritten',
    tables: ['log_leaves'],
    by: ["update log_leaves set event = replace(event, 'accepted', 'refused') where event_name = 'unblinded'"],
    names: '9. every leaf hash is the hash of its event',
  },
  {
    because: 'a log entry is taken out',
    tables: ['log_leaves', 'log_entries'],
    by: [
      "delete from log_entries where leaf_id = (select id from log_leaves where event_name = 'unblinded')",
      "delete from log_leaves where event_name = 'unblinded'",
    ],
    names: '9. places are counted from nought without a gap, as far as the head says',
  },
  {
    because: 'what a log entry says is taken out, and its place is left',
    tables: ['log_leaves'],
    by: ["delete from log_leaves where event_name = 'unblinded'"],
    names: '9. nothing has a place or waits for one without its leaf',
  },
]

describe('a superuser behind the service’s back', () => {
  test.each(breaks)('$because: $names', async ({ tables, by, names }) => {
    expect(before.has(names)).toBe(false)
    await keeping(tables)
    await unchecked(...by)
    expect(await named()).toContain(names)
  })

  test('a log rewritten with all its hashes is named by whoever verifies the log', async () => {
    await keeping(['log_leaves'])
    await unchecked(
      `update log_leaves set event = replace(event, 'accepted', 'refused') where event_name = 'unblinded'`,
      `update log_leaves set leaf_hash = sha256('\\x00'::bytea || convert_to(event, 'UTF8'))`,
    )
    const { faults } = await verifyLog(deps, [])
    expect(faults.map(({ code }) => code)).toContain('checkpoint_root_differs')
  })
})
