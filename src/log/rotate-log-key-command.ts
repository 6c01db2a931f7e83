import { parseArgs } from 'node:util'
import { readArguments } from '../arguments.ts'
import { readConfig } from '../config.ts'
import { systemClock } from '../foundation/clock.ts'
import { addLogKey } from '../keys/keyring.ts'

/** `npm run rotate-log-key`: a new key signs the log from the next start on. Old checkpoints stay good under the old key, which is kept. */
try {
  readArguments(() => parseArgs({ options: {} }))
  const { keyringFile } = readConfig()
  const id = addLogKey(keyringFile, systemClock().toString())
  process.stdout.write(
    `The log has a new key ${id} in ${keyringFile}. Copy the file to its safe place and to every machine, restart every process, and make ` +
      'the new verifier key known where the former one was: /log shows it, /api/log/checkpoint lists the former ones.\n',
  )
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
