import { z } from 'zod'
import type { Figures, Options } from '../../test/support/run-named.ts'
import { inOpenedPlace } from '../opened-place.ts'
import { refuseUnknown, wholeNumber } from '../options.ts'
import type { Tools } from '../run.ts'
import { seatedExam } from '../seated-exam.ts'
import { verdict } from '../summary.ts'
import { Summary } from '../summary-schema.ts'

/** What 99 of 100 may wait, in milliseconds, while `users` ask without a pause; the file waits for its turn at the press. */
const limits = { page: 1500, file: 5000, meanwhile: 500 }

/** `filesMs`: when the last file was there. The others go on for their time, however few want a ticket. */
const Told = z.intersection(Summary, z.object({ filesMs: z.number() }))

/** Everybody opens and prints the admission ticket; each page must show the number of its own candidate. */
export async function run({ k6, say }: Tools, options: Options): Promise<Figures> {
  refuseUnknown(options, ['candidates', 'users', 'seconds'])
  const [candidates, users, seconds] = [
    wholeNumber(options, 'candidates', 1500),
    wholeNumber(options, 'users', 50),
    wholeNumber(options, 'seconds', 30),
  ]
  return inOpenedPlace(async ({ place, admin, write, served }) => {
    const { examId, seated } = await seatedExam(place, admin, candidates, say)
    say(`${seated.length} tickets, each its page and its file, by ${users} users without a pause`)
    const { told, service, database } = await served(({ measured }) => {
      const environment = {
        ORIGIN: place.authority.origin,
        EXAM: examId,
        USERS: String(users),
        SECONDS: String(seconds),
        SEATED: write('seated.json', JSON.stringify(seated)),
      }
      return measured(() => k6('ticket-morning', environment, Told))
    })
    const files = told.steps.file?.answered ?? 0
    return {
      ...told,
      filesPerSecond: Math.round((files / Math.max(1, told.filesMs)) * 10_000) / 10,
      cpuMsForEach: Math.round((service + database) / 100 / Math.max(1, files)) / 10,
      ...verdict(told, limits, ...(files < seated.length ? [`${seated.length - files} of ${seated.length} got no file`] : [])),
    }
  })
}
