import { enableCompileCache } from 'node:module'
import { parseArgs } from 'node:util'
import { readArguments } from './arguments.ts'
import { type Config, readConfig } from './config.ts'
import { known } from './foundation/invariant.ts'
import { openLogger } from './operating-log.ts'
import { type CodeOfNow, codeOfNow } from './processes/code-of-now.ts'
import { type Family, startFamily } from './processes/family.ts'
import { keptFolder } from './processes/kept-code.ts'
import { openRenewal } from './processes/renewal.ts'
import { connectionsEach } from './processes/share.ts'

/**
 * `npm start`: this process prepares what is done once, starts one serving process for each core, replaces those that die, and serves nothing
 * itself. SIGTERM and SIGINT end all after what is under way; SIGHUP replaces them one by one, with the certificate, keyring and code of now.
 */
async function main(config: Config): Promise<void> {
  const logger = openLogger(config.logLevel)
  let code: CodeOfNow | undefined
  let former: CodeOfNow | undefined
  const current = () => known(code, 'the code of a service that starts')
  const makeAssets = async () => {
    const fresh = codeOfNow()
    // The first process is begun before there are assets; later on what they cannot be made for is not run.
    code ??= fresh
    const made = await fresh.assets
    former = code
    code = fresh
    return made
  }
  const replaceAll = async () => {
    const replaced = await family.roll()
    if (replaced) current().keepForNext()
    else code = former
    return replaced
  }
  const assets = openRenewal(makeAssets, replaceAll, logger)
  // Loaded while the first serving process loads the service on another core.
  const prepared = current()
    .prepare()
    .then((prepare) => prepare(config, { logger, say, moved: () => void family.roll() }))
  const family = startFamily({
    processes: config.processes,
    program: () => current().program(),
    logger,
    compileCache: keptFolder,
    patienceSeconds: config.drainSeconds + stopSeconds,
    order: async () => ({
      do: 'serve',
      databaseUrl: (await prepared).databaseUrl(),
      connections: connectionsEach(config.processes, config.databaseConnections),
      assets: await assets.current(),
    }),
  })
  const askedToStop = untilAskedToStop(assets.renew)
  try {
    const { foundingLines } = await firstOf(prepared, family)
    for (const { name, origin } of (await family.serving).serving) say(`${name}: ${origin}`)
    current().keepForNext()
    for (const line of await foundingLines()) say(line)
    say(`${config.processes} processes serve; kill -HUP ${process.pid} replaces them one by one.`)
    await askedToStop
    say('Stopping.')
  } finally {
    await family.stop()
    await prepared.then(
      ({ stop }) => stop(),
      () => undefined,
    )
  }
}

/** Enough for what is under way when a process stops (service.ts), and for letting go of the database. */
const stopSeconds = 15

const say = (line: string) => process.stdout.write(`${line}\n`)

/** What stands in the way of preparing is the reason; that no process serves then is only its consequence. */
const firstOf = async <T>(prepared: Promise<T>, { serving }: Family): Promise<T> => {
  await Promise.race([prepared, serving])
  return prepared
}

/** SIGHUP from a terminal means that it was closed. The handlers stay: without any the embedded server's own would end this process. */
const untilAskedToStop = (roll: () => Promise<void>) =>
  new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop())
    process.on('SIGHUP', () => (process.stdout.isTTY ? stop() : void roll()))
  })

readArguments(() => parseArgs({ options: {} }))
enableCompileCache(keptFolder)
await main(readConfig()).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
