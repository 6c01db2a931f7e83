import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type EmbeddedServer, startEmbedded } from '../../db/embedded.ts'

/** The embedded server, started again when it dies: nobody else looks after it. */
export type KeptServer = { readonly now: () => EmbeddedServer; readonly stop: () => Promise<void> }

type Options = {
  readonly folder: string
  readonly logger: Logger
  /** It had to take another port: whoever knows the old address must be told the new one. */
  readonly moved: () => void
}

export async function keepEmbedded({ folder, logger, moved }: Options): Promise<KeptServer> {
  let server = await startEmbedded({ folder })
  const stopping = new AbortController()
  const startAgain = async (): Promise<void> => {
    logger.error('the embedded database died and is started again')
    const { serviceUrl } = server
    await server.kill()
    server = await startEmbedded({ folder })
    logger.info('the embedded database is back')
    if (server.serviceUrl !== serviceUrl) moved()
  }
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      if (!server.isAlive())
        await startAgain().catch((error: unknown) => logger.error({ err: error }, 'the embedded database does not start'))
      await pause(200, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const watching = watch()
  return {
    now: () => server,
    stop: async () => {
      stopping.abort()
      await watching
      await server.stop()
    },
  }
}
