import type postgres from 'postgres'
import { z } from 'zod'
import type { Deps } from '../../src/deps.ts'
import type { ExamId } from '../../src/foundation/ids.ts'
import { approvePublication } from '../../src/publicity/approve-publication.ts'
import { DraftId } from '../../src/publicity/ids.ts'
import { publishWrittenScores } from '../../src/shortlisting/publish-written-scores.ts'
import { done, type OpenDraw } from '../../test/support/open-draw.ts'
import type { Figures, Options } from '../../test/support/run-named.ts'
import { inOpenedPlace } from '../opened-place.ts'
import { refuseUnknown, wholeNumber } from '../options.ts'
import type { Tools } from '../run.ts'
import { type Seated, seatedExam } from '../seated-exam.ts'
import { verdict } from '../summary.ts'
import { Summary } from '../summary-schema.ts'

export type Scored = Seated & { readonly score: string }

/** What 99 of 100 may wait, in milliseconds, while `users` ask without a pause. */
const limits = { own: 1000, api: 1000, lists: 1000, list: 5000 }

/** The written scores have just been published: everybody looks up their own, which must be the one on the list. */
export async function run({ k6, say }: Tools, options: Options): Promise<Figures> {
  refuseUnknown(options, ['candidates', 'users'])
  const [candidates, users] = [wholeNumber(options, 'candidates', 3000), wholeNumber(options, 'users', 50)]
  return inOpenedPlace(async ({ place, admin, write, served }) => {
    let publicationId = ''
    const { examId, seated } = await seatedExam(place, admin, candidates, say, async (deps, draw, exam) => {
      publicationId = await publish(deps, draw, exam, admin)
    })
    const scores = new Map(
      z
        .array(z.object({ id: z.string(), score: z.string() }))
        .parse([
          ...(await admin`select application_id as id, round(score, 2)::text as score from written_results where exam_id = ${examId}`),
        ])
        .map(({ id, score }) => [id, score]),
    )
    const scored = seated.map((one): Scored => ({ ...one, score: scores.get(one.applicationId) ?? '' }))
    say(`the scores of ${scored.length} are public; each is looked up, by ${users} users without a pause`)
    const { told, service, database } = await served(({ measured }) => {
      const environment = {
        ORIGIN: place.authority.origin,
        EXAM: examId,
        PUBLICATION: publicationId,
        USERS: String(users),
        SCORED: write('scored.json', JSON.stringify(scored)),
      }
      return measured(() => k6('results-hour', environment, Summary))
    })
    const looked = told.steps.own?.answered ?? 0
    return {
      ...told,
      lookedUpPerSecond: Math.round((looked / Math.max(0.1, told.seconds)) * 10) / 10,
      cpuMsForEach: Math.round((service + database) / 100 / Math.max(1, looked)) / 10,
      ...verdict(told, limits, ...(looked < scored.length ? [`${scored.length - looked} of ${scored.length} saw no score`] : [])),
    }
  })
}

/** Scores as the unblinding would write them, then the list by the use cases of two people. */
async function publish(deps: Deps, { office, head }: OpenDraw, examId: ExamId, admin: postgres.Sql): Promise<string> {
  const at = deps.clock().toString()
  await admin.begin(async (sql) => {
    await sql`
      insert into scripts (id, exam_id, subject, code, state, settled_score)
      select t.id, t.exam_id, s.subject, t.id, 'settled', 40 + (('x' || substr(md5(t.number), 1, 6))::bit(24)::int % 5900) / 100.0
        from tickets t join exam_sessions s on s.id = t.exam_session_id where t.exam_id = ${examId}`
    await sql`insert into script_codes (script_id, ticket_id, exam_id) select id, id, exam_id from tickets where exam_id = ${examId}`
    await sql`
      insert into written_results (application_id, exam_id, ticket_id, script_id, status, score, joined_at)
      select t.application_id, t.exam_id, t.id, t.id, 'scored', s.settled_score, ${at} from tickets t join scripts s on s.id = t.id where t.exam_id = ${examId}`
  })
  const { draftId, snapshotHash } = done(await publishWrittenScores(deps, office, { examId }))
  const { publicationId } = done(await approvePublication(deps, head, { examId, draftId: DraftId.parse(draftId), snapshotHash }))
  return publicationId
}
