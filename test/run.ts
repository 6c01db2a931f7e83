import { startVitest } from 'vitest/node'

/** `npm test`: everything. The last line is `N passed, N failed`; a run in which nothing was tried has failed. */
const vitest = await startVitest('test', process.argv.slice(2), { watch: false })
const modules = vitest.state.getTestModules()
const tests = modules.flatMap((module) => [...module.children.allTests()])
const count = (state: 'passed' | 'failed') => tests.filter((test) => test.result().state === state).length
/** A file that does not load, a hook that throws, an error nobody awaited: no test of its own stands for them. */
const strays = modules.filter((module) => !module.ok() && ![...module.children.allTests('failed')].length).length
const unhandled = vitest.state.getUnhandledErrors().length
const passed = count('passed')
const broken = count('failed') + strays + unhandled
const failed = passed + broken === 0 ? 1 : broken
await vitest.close()
// Only then: ending at once would cut off what a pipe has not taken yet.
process.stdout.write(`\n${passed} passed, ${failed} failed\n`, () => process.exit(failed === 0 ? 0 : 1))
