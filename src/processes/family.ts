import cluster, { type Worker } from 'node:cluster'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Program } from './code-of-now.ts'
import { type ServeOrder, Serving } from './messages.ts'

/**
 * The processes that serve: as many as told, with one listening socket between them. One that dies is replaced, at
 * once if it had served, ever more slowly if it does not come that far.
 */
export type Family = {
  /** When the first one serves. Rejects when it ends before; it has said why. */
  readonly serving: Promise<Serving>
  /** Replaces each process by a new one, one after the other; each new one serves before the old one is told to stop. */
  readonly roll: () => Promise<boolean>
  readonly stop: () => Promise<void>
}

type Options = {
  readonly processes: number
  /** What a new process runs; asked for each anew, as what it is told. */
  readonly program: () => Program
  /** What a new process is told; asked for each anew. */
  readonly order: () => Promise<ServeOrder>
  readonly logger: Logger
  /** A folder for compiled code. */
  readonly compileCache: string
  /** How long one that was told to stop may take. */
  readonly patienceSeconds: number
}

/** Milliseconds before a replacement, by how many in a row ended before they served. */
export const pauseBefore = (failures: number): number => (failures === 0 ? 0 : Math.min(10_000, 100 * 2 ** failures))

type Member = {
  readonly worker: Worker
  served: boolean
  leaving: boolean
  readonly serves: Promise<Serving | undefined>
  readonly ended: Promise<void>
}

export function startFamily({ processes, program, order, logger, compileCache, patienceSeconds }: Options): Family {
  // One queue of connections that outlives any process; whoever is free takes the next (DECISIONS.md 59).
  cluster.schedulingPolicy = cluster.SCHED_NONE
  const members = new Set<Member>()
  const ended = new AbortController()

  const fork = (): Member => {
    cluster.setupPrimary({ ...program(), args: [] })
    const worker = cluster.fork({ NODE_COMPILE_CACHE: compileCache })
    const member: Member = {
      worker,
      served: false,
      leaving: false,
      serves: new Promise((give) => {
        worker.on('message', (said) => {
          member.served = true
          logger.info({ process: worker.process.pid }, 'a process of the service serves')
          give(Serving.parse(said))
        })
        worker.once('exit', () => give(undefined))
      }),
      ended: new Promise((give) => {
        worker.once('exit', (code, signal) => {
          members.delete(member)
          if (!member.leaving) logger.error({ process: worker.process.pid, code, signal }, 'a process of the service died')
          give()
        })
      }),
    }
    members.add(member)
    worker.on('error', (error) => logger.warn({ err: error, process: worker.process.pid }, 'a process of the service was not told'))
    order().then(
      (told) => worker.isConnected() && worker.send(told),
      (error: unknown) => {
        logger.error({ err: error }, 'a process of the service cannot be told what to serve')
        worker.process.kill('SIGKILL')
      },
    )
    return member
  }

  /** Keeps one place filled until the family stops; a member that leaves was replaced by whoever told it to. */
  const keep = async (first: Member): Promise<void> => {
    let failures = 0
    for (let member = first; !member.leaving; member = fork()) {
      await member.ended
      failures = member.served ? 0 : failures + 1
      if (member.leaving) return
      await pause(pauseBefore(failures), undefined, { signal: ended.signal }).catch(() => undefined)
      if (ended.signal.aborted) return
    }
  }

  const leave = async (member: Member): Promise<void> => {
    member.leaving = true
    // One that does not serve yet has nothing under way, and may not even listen.
    if (!member.served) member.worker.process.kill('SIGKILL')
    else if (member.worker.isConnected()) member.worker.send({ do: 'stop' })
    const impatience = setTimeout(() => member.worker.process.kill('SIGKILL'), patienceSeconds * 1000)
    await member.ended
    clearTimeout(impatience)
  }

  // The first alone: on two cores all at once would hold each other up, and somebody may be waiting for the first answer.
  const first = fork()
  const serving = first.serves.then((said) => {
    if (!said) throw new Error('the service did not start')
    void keep(first)
    if (!ended.signal.aborted) for (let more = 1; more < processes; more += 1) void keep(fork())
    return said
  })

  let rolling = Promise.resolve(true)
  const rollNow = async (): Promise<boolean> => {
    for (const old of [...members]) {
      // Whoever ended before its turn was replaced by then.
      if (ended.signal.aborted || old.leaving || !members.has(old)) continue
      logger.info({ process: old.worker.process.pid }, 'a process of the service is replaced')
      const next = fork()
      if (!(await next.serves)) {
        logger.error('a new process does not serve: the old ones stay')
        return false
      }
      // Whoever ended meanwhile is being replaced in its place: two would stay for one.
      if (!members.has(old)) await leave(next)
      else {
        void keep(next)
        await leave(old)
      }
    }
    logger.info('the processes of the service are replaced')
    return true
  }
  return {
    serving,
    roll: () => {
      rolling = rolling.then(rollNow)
      return rolling
    },
    stop: async () => {
      ended.abort()
      await Promise.all([...members].map(leave))
    },
  }
}
