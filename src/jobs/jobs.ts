import { setTimeout as pause } from 'node:timers/promises'
import type { Deps } from '../deps.ts'
import { forgetExpired, logFailedSignIns } from '../identity/failed-sign-ins.ts'
import { publish, sequence } from '../log/sequence.ts'
import { writeCounts } from '../operations/write-counts.ts'
import { clearUploads } from '../registration/clear-uploads.ts'

/** What runs by itself. Each job is a use case that anybody who cannot wait may call as well; the loop gives it no meaning of its own. */
type Job = (deps: JobDeps) => Promise<unknown>
type JobDeps = Pick<Deps, 'authority' | 'within' | 'clock' | 'newId' | 'keyring' | 'logger' | 'files' | 'meter'>

const jobs: Readonly<Record<string, Job>> = {
  'sequence and publish the log': async (deps) => {
    await sequence(deps)
    await publish(deps)
  },
  'log failed sign-ins': logFailedSignIns,
  'forget expired sessions': forgetExpired,
  'clear uploads that are over': clearUploads,
  'write counts for the board': writeCounts,
}

export type RunningJobs = {
  /** Ends after the round that is under way. */
  stop(): Promise<void>
}

/** Runs all jobs of all authorities about every second, in every process: the rows' locks keep them apart, so any process may die. */
export function startJobs(all: readonly JobDeps[], everyMilliseconds = 1000): RunningJobs {
  const stopping = new AbortController()
  const loops = all.flatMap((deps) => Object.entries(jobs).map(([name, job]) => loop(deps, name, job, everyMilliseconds, stopping.signal)))
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}

/** A failure is said once, when it begins, and once when it is over: a database that is away for an hour is one line, not 3,600. */
async function loop(deps: JobDeps, job: string, run: Job, everyMilliseconds: number, stopping: AbortSignal): Promise<void> {
  const where = { job, authority: deps.authority.schema }
  let failing = false
  while (!stopping.aborted) {
    try {
      await run(deps)
      if (failing) deps.logger.info(where, 'job works again')
      failing = false
    } catch (error) {
      if (!failing) deps.logger.error({ ...where, err: error }, 'job failed and will be tried again')
      failing = true
    }
    // Rejects when stopped, which is what ends the pause.
    await pause(everyMilliseconds, undefined, { signal: stopping }).catch(() => undefined)
  }
}
