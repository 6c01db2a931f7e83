import { z } from 'zod'
import { checkExam } from '../../db/check-exam.ts'
import type { Figures, Options } from '../../test/support/run-named.ts'
import { arriving, openingArrival } from '../arrival.ts'
import { formOf } from '../candidates.ts'
import { inOpenedPlace } from '../opened-place.ts'
import { refuseUnknown, wholeNumber } from '../options.ts'
import { peopleWithPassword } from '../people.ts'
import { pictureOf } from '../pictures.ts'
import { announceExam } from '../ready-exam.ts'
import type { Tools } from '../run.ts'
import { verdict } from '../summary.ts'
import { Summary } from '../summary-schema.ts'

/** What 99 of 100 may wait for each step while everybody is there, in milliseconds. */
const limits = { signIn: 5000, list: 1000, begin: 1000, photo: 5000, scan: 10_000, submit: 2000, status: 1000 }
const password = 'Correct-Horse-09'
const kilobyte = 1024

/** The whole way of everybody at the opening: password, list of posts, photograph and scan in true sizes, submission, and looking again. */
export async function run({ k6, say }: Tools, options: Options): Promise<Figures> {
  refuseUnknown(options, ['candidates', 'seconds', 'think'])
  const [candidates, seconds, think] = [
    wholeNumber(options, 'candidates', 120),
    wholeNumber(options, 'seconds', 60),
    wholeNumber(options, 'think', 2),
  ]
  return inOpenedPlace(async ({ place, admin, write, served }) => {
    const exam = await announceExam(place)
    const arrival = openingArrival(candidates, seconds)
    // A few more than are expected: rates are rounded.
    const people = await peopleWithPassword(place, Math.ceil(arriving(arrival)) + 5, password)
    say(`${candidates} people come within ${seconds} s, most of them at once`)
    const environment = {
      ORIGIN: place.authority.origin,
      EXAM: exam.examId,
      POSITION: exam.positionId,
      PASSWORD: password,
      THINK: String(think),
      PEOPLE: write('people.json', JSON.stringify(people.map((idNumber, index) => ({ idNumber, form: formOf(index) })))),
      ARRIVAL: write('arrival.json', JSON.stringify(arrival)),
      PHOTO: write('photo.jpg', await pictureOf(200 * kilobyte, { width: 900, height: 1260 })),
      SCAN: write('scan.jpg', await pictureOf(2000 * kilobyte, { width: 1654, height: 2339 })),
    }
    const { told, service, database } = await served(({ measured }) => measured(() => k6('opening-minute', environment, Summary)))
    const acknowledged = told.steps.submit?.answered ?? 0
    const [row] = z.array(z.object({ kept: z.int(), counted: z.int() })).parse([
      ...(await admin`
        select (select count(*)::int from applications a where a.exam_id = ${exam.examId} and a.state = 'submitted' and a.photo_file is not null
                   and exists (select from documents d where d.application_id = a.id and d.kind = 'education')) as kept,
               (select sum(applied)::int from post_counts where exam_id = ${exam.examId}) as counted`),
    ])
    const { broken } = await checkExam(place.ownerUrl, place.authority)
    const kept = row?.kept ?? 0
    return {
      ...told,
      acknowledged,
      kept,
      cpuMsForEach: Math.round((service + database) / 1000 / Math.max(1, acknowledged)),
      ...verdict(
        told,
        limits,
        ...(acknowledged < told.began ? [`${told.began - acknowledged} of ${told.began} who came have no receipt`] : []),
        ...(kept < acknowledged ? [`${acknowledged - kept} acknowledged applications are not whole in the database`] : []),
        ...(row?.counted === kept ? [] : [`the posts count ${row?.counted} of ${kept} applications`]),
        ...broken.map(({ invariant }) => `broken: ${invariant}`),
      ),
    }
  })
}
