import type postgres from 'postgres'
import { defaultNotice } from '../../src/exam/rules/notice.ts'
import { canonicalJson } from '../../src/log/canonical.ts'

export type ListPlaces = { readonly sites: number; readonly subjects: readonly string[] }

/**
 * An announced examination with a frozen list of any size, written by SQL alone: for measuring what comes after it. Everybody has an account,
 * so everybody is told. No foreign key is asked on the way, since each row names only what stands beside it; the tables ask for the rest.
 * Nobody has reviewed anybody and the log knows nothing of it: `checkExam` would say so.
 */
export async function arrangeList(
  admin: postgres.Sql,
  {
    examId,
    at,
    candidates,
    sites,
    subjects,
  }: ListPlaces & { readonly examId: string; readonly at: Temporal.Instant; readonly candidates: number },
  told: (step: string) => void,
): Promise<void> {
  const text = (hours: number) => at.add({ hours }).toString()
  const notice = defaultNotice('RC', 2026, { advice: '0457-1234567', complaint: '0457-7654321' })
  const clerk = idOf("'account 0'")
  const positions = Math.ceil(candidates / 40)
  const frozenText = canonicalJson({ exam: examId })
  const [rooms, separate] = [Math.ceil(candidates / 30) + 4 * subjects.length * sites, Math.ceil(candidates / 200) + subjects.length]
  const each = async (step: string, statement: (from: number, to: number) => postgres.PendingQuery<postgres.Row[]>) => {
    for (let from = 1; from <= candidates; from += chunk) {
      await statement(from, Math.min(from + chunk - 1, candidates))
      told(`${step} ${Math.min(from + chunk - 1, candidates)} of ${candidates}`)
    }
  }
  await admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`
      insert into persons (id, name_sealed, id_number_sealed, id_number_index, sex, birth_date_sealed, created_at)
      select ${sql.unsafe(idOf("'person ' || i"))}, ''::bytea, ''::bytea, sha256(('number ' || i)::bytea), 'female', ''::bytea, ${text(-480)} from generate_series(-2, 0) i`
    await sql`
      insert into accounts (id, person_id, kind, unit, on_establishment, created_at)
      select ${sql.unsafe(idOf("'account ' || i"))}, ${sql.unsafe(idOf("'person ' || i"))}, 'officer', '考试中心', true, ${text(-480)} from generate_series(-2, 0) i`
    await sql`
      insert into exams (id, family, title, organiser, year, state, version, registration_opens_at, registration_closes_at, written_on, notice, frozen_text,
        notice_hash, announced_at, places_closed_at, created_by, created_at)
      values (${examId}, 'RC', '2026年事业单位公开招聘', '人力资源和社会保障局', 2026, 'announced', 1, ${text(-400)}, ${text(-240)}, ${text(240).slice(0, 10)},
        ${sql.json(JSON.parse(JSON.stringify(notice)))}, ${frozenText}, sha256(${frozenText}::bytea), ${text(-440)}, ${text(-1)}, ${sql.unsafe(clerk)}, ${text(-460)})`
    await sql`
      insert into exam_sessions (id, exam_id, subject, starts_at, ends_at)
      select gen_random_uuid(), ${examId}, subject, ${text(240)}, ${text(242)} from unnest(${[...subjects]}::text[]) as subject`
    await sql`
      insert into sites (id, exam_id, code, name, address, unit)
      select ${sql.unsafe(idOf("'site ' || i"))}, ${examId}, 'S' || lpad(i::text, 2, '0'), '第' || i || '考点', '中心街' || i || '号', '第' || i || '中学'
        from generate_series(1, ${sites}::int) i`
    await sql`
      insert into rooms (id, exam_id, family, site_id, number, name, floor, seat_rows, seat_columns, capacity, kind, separate)
      select gen_random_uuid(), ${examId}, 'RC', ${sql.unsafe(idOf(`'site ' || (1 + i % ${sites})`))}, 1 + i / ${sites}::int, '考场', 1 + i / ${sites}::int % 3, 6, 5, 30, 'written',
             i >= ${rooms} from generate_series(0, ${rooms + separate - 1}::int) i`
    await sql`
      insert into positions (id, exam_id, code, department, unit, title, class, headcount, subject, written_exempt, written_weight, interview_weight, practical_weight)
      select ${sql.unsafe(idOf("'position ' || i"))}, ${examId}, 'P' || i, '主管部门', '招聘单位' || i, '科员', '管理', 1,
             (${[...subjects]}::text[])[1 + i % ${subjects.length}::int], false, 0.6, 0.4, 0 from generate_series(0, ${positions - 1}::int) i`
    await each(
      'persons',
      (from, to) => sql`
      insert into persons (id, name_sealed, id_number_sealed, id_number_index, sex, birth_date_sealed, created_at)
      select ${sql.unsafe(idOf("'person ' || i"))}, ''::bytea, ''::bytea, sha256(('number ' || i)::bytea), 'female', ''::bytea, ${text(-400)}
        from generate_series(${from}::int, ${to}::int) i`,
    )
    await each(
      'accounts',
      (from, to) => sql`
      insert into accounts (id, person_id, kind, created_at)
      select ${sql.unsafe(idOf("'account ' || i"))}, ${sql.unsafe(idOf("'person ' || i"))}, 'candidate', ${text(-400)} from generate_series(${from}::int, ${to}::int) i`,
    )
    await each(
      'applications',
      (from, to) => sql`
      insert into applications (id, exam_id, person_id, number, position_id, state, version, draft_version, photo_file, created_at, submitted_at)
      select ${sql.unsafe(idOf("'application ' || i"))}, ${examId}, ${sql.unsafe(idOf("'person ' || i"))}, 'A' || lpad(i::text, 8, '0'),
             ${sql.unsafe(idOf(`'position ' || (i % ${positions})`))}, 'submitted', 1, 1, '-', ${text(-300)}, ${text(-300)}
        from generate_series(${from}::int, ${to}::int) i`,
    )
    await each(
      'versions',
      (from, to) => sql`
      insert into application_versions (application_id, version, exam_id, position_id, form_sealed, form_salt, form_hash, submitted_by, submitted_at, receipt)
      select ${sql.unsafe(idOf("'application ' || i"))}, 1, ${examId}, ${sql.unsafe(idOf(`'position ' || (i % ${positions})`))}, ''::bytea, sha256('salt'), sha256('form'),
             ${sql.unsafe(idOf("'account ' || i"))}, ${text(-300)}, '-' from generate_series(${from}::int, ${to}::int) i`,
    )
    await sql`insert into list_freezes (exam_id, frozen_by, frozen_at, candidates, list_hash) values (${examId}, ${sql.unsafe(clerk)}, ${text(-1)}, ${candidates}, sha256('list'))`
    await each(
      'list',
      (from, to) => sql`
      insert into listed_candidates (exam_id, application_id, position_id, version, subject, needs, groups, label)
      select ${examId}, ${sql.unsafe(idOf("'application ' || i"))}, ${sql.unsafe(idOf(`'position ' || (i % ${positions})`))}, 1,
             (${[...subjects]}::text[])[1 + i % ${positions}::int % ${subjects.length}::int],
             case when i % 200 = 0 then array['separate-room'] when i % 50 = 1 then array['ground-floor'] else '{}' end,
             array(select md5(name) from unnest(array['school ' || i % 997, 'position ' || i % ${positions}::int]
               || case when i % 3 = 0 then array['employer ' || i % ${Math.ceil(candidates / 20)}::int] else '{}' end) as name order by 1), md5('label ' || i)
        from generate_series(${from}::int, ${to}::int) i`,
    )
  })
  told('analyzing')
  await admin`analyze`
}

const chunk = 100_000

/** SQL for a random-looking id that follows from a name. */
const idOf = (name: string): string => `overlay(overlay(md5(${name}) placing '4' from 13) placing '8' from 17)::uuid`

/** The officers of an arranged list: three people, for the three parties of a draw. */
export async function officersOf(admin: postgres.Sql): Promise<{ accountId: string; personId: string }[]> {
  const rows = await admin<{ accountId: string; personId: string }[]>`
    select id as "accountId", person_id as "personId" from accounts where kind = 'officer' order by id`
  return [...rows]
}
