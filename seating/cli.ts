/** The command line of the engine: says the answer on the right stream and ends with its code. */
import { answerTo } from './cli-commands.ts'

const { code, said } = answerTo(process.argv.slice(2))
;(code === 0 ? process.stdout : process.stderr).write(`${said}\n`)
process.exitCode = code
