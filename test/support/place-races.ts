import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import type { Deps } from '../../src/deps.ts'
import { defaultNotice } from '../../src/exam/rules/notice.ts'
import type { Caller } from '../../src/foundation/caller.ts'
import { type AccountId, ApplicationId, ExamId, type PersonId, PositionId } from '../../src/foundation/ids.ts'
import { known } from '../../src/foundation/invariant.ts'
import { applicationNumber } from '../../src/registration/application-number.ts'
import { type Submitted, submitApplication } from '../../src/registration/submit-application.ts'
import { form } from './applications.ts'
import { enterSomeone } from './enter-someone.ts'
import { idNumber } from './numbers.ts'

export type Contestant = { readonly accountId: AccountId; readonly personId: PersonId }
export type PlaceRace = { readonly examId: ExamId; readonly positionId: PositionId; readonly applications: readonly ApplicationId[] }

/** What of `checkExam` these races can break; the exams themselves are written by SQL, and nobody approved them. */
export const aboutRegistration = /^2\./

/** So many candidates, who run one race after the other, and one who drafts their notices. */
export async function enterContestants(deps: Deps, many: number, from = 500_000): Promise<Contestant[]> {
  return deps.within('gate', async (tx) => {
    const entered: Contestant[] = []
    for (let at = 0; at < many; at++)
      entered.push(await enterSomeone(deps, tx, { kind: 'candidate', idNumber: idNumber(from + at), name: '考生' }))
    return entered
  })
}

/** A post with so many places and a draft with a photograph for each contestant, by SQL: nobody approved it and the log knows nothing of it. */
export async function openRace(
  admin: postgres.Sql,
  now: Temporal.Instant,
  contestants: readonly Contestant[],
  places: number,
): Promise<PlaceRace> {
  const [examId, positionId] = [ExamId.parse(randomUUID()), PositionId.parse(randomUUID())]
  const notice = defaultNotice('PW', 2026, { advice: '0457-1234567', complaint: '0457-7654321' })
  const [opens, closes] = [now.subtract({ hours: 1 }).toString(), now.add({ hours: 200 }).toString()]
  const applications = contestants.map(({ personId }) => {
    const id = ApplicationId.parse(randomUUID())
    return { id, personId, number: applicationNumber(id) }
  })
  await admin.begin(async (sql) => {
    await sql`
      insert into exams (id, family, title, organiser, year, state, version, registration_opens_at, registration_closes_at, notice, frozen_text, notice_hash,
        announced_at, created_by, created_at)
      values (${examId}, 'PW', '公益性岗位公开招用', '人力资源和社会保障局', 2026, 'announced', 1, ${opens}, ${closes},
        ${sql.json(JSON.parse(JSON.stringify(notice)))}, '{}', sha256('{}'::bytea), ${opens}, ${contestants[0]?.accountId ?? ''}, ${opens})`
    await sql`
      insert into positions (id, exam_id, code, department, unit, title, class, headcount, places, written_exempt, written_weight, interview_weight, practical_weight)
      values (${positionId}, ${examId}, '001', '市住房和城乡建设局', '市环境卫生管理处', '保洁', 'workman', 1, ${places}, true, 0, 1, 0)`
    await sql`
      insert into applications (id, exam_id, person_id, number, position_id, state, version, draft_version, photo_file, created_at)
      select id, ${examId}, "personId", number, ${positionId}, 'draft', 0, 1, repeat('0', 64), ${opens}
        from json_to_recordset(${sql.json(applications)}::json) as one (id uuid, "personId" uuid, number text)`
  })
  return { examId, positionId, applications: applications.map(({ id }) => id) }
}

export type RaceOutcome = {
  readonly accepted: readonly Submitted[]
  readonly full: number
  readonly others: readonly string[]
  readonly repeated: number
}

/** Everybody submits at once, each at one of the services; whoever hears of a lost line asks again under the same key. */
export async function runRace(services: readonly Deps[], race: PlaceRace, contestants: readonly Contestant[]): Promise<RaceOutcome> {
  let repeated = 0
  const one = async ({ accountId, personId }: Contestant, at: number) => {
    const caller: Caller = { accountId, personId, kind: 'candidate', name: '考生', appointments: [], idempotencyKey: randomUUID() }
    const command = {
      examId: race.examId,
      applicationId: known(race.applications[at], 'an application'),
      draftVersion: 1,
      form,
      undertaking: true as const,
    }
    for (let attempt = 0; ; attempt++) {
      try {
        return await submitApplication(known(services[at % services.length], 'a service'), caller, command)
      } catch (error) {
        if (attempt === 20) throw error
        repeated += 1
      }
    }
  }
  const results = await Promise.all(contestants.map(one))
  const refusals = results.flatMap((result) => (result.ok ? [] : result.refusal))
  return {
    accepted: results.flatMap((result) => (result.ok ? result.value : [])),
    full: refusals.filter((refusal) => refusal === 'post_full').length,
    others: refusals.filter((refusal) => refusal !== 'post_full'),
    repeated,
  }
}

/** What went wrong: people beyond the places, places left while people were refused, numbers that are not 1 to n, and what the tables say otherwise. */
export async function judgeRace(admin: postgres.Sql, race: PlaceRace, places: number, { accepted, full, others }: RaceOutcome) {
  const [counted] = await admin<{ taken: number; last: number; held: number; submitted: number }[]>`
    select c.taken, c.last_serial as last, (select count(*)::int from places_taken t where t.counter_id = c.id and t.released_at is null) as held,
           (select count(*)::int from applications a where a.exam_id = c.exam_id and a.state = 'submitted') as submitted
      from place_counters c where c.id = ${race.positionId}`
  const serials = accepted.flatMap((one) => one.places.map(({ serial }) => serial)).sort((a, b) => a - b)
  const inTables = counted && [counted.taken, counted.last, counted.held, counted.submitted].every((many) => many === accepted.length)
  return {
    overbooked: Math.max(0, accepted.length - places, (counted?.held ?? 0) - places),
    lostPlaces: full > 0 ? Math.max(0, places - accepted.length) : 0,
    faults: [
      ...(serials.some((serial, at) => serial !== at + 1) || serials.length !== accepted.length ? ['the numbers do not run from one'] : []),
      ...(inTables ? [] : [`${accepted.length} were told that they have a place, and the tables say ${JSON.stringify(counted)}`]),
      ...others.map((refusal) => `refused for another reason: ${refusal}`),
    ],
  }
}
