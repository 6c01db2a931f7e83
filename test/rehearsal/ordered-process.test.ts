import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { startOrdered } from '../../src/rehearsal/ordered-process.ts'

function started() {
  const ordered = startOrdered(new URL('./answering-process.ts', import.meta.url), { nodeOptions: ['--import', 'tsx'] })
  onTestFinished(ordered.stop)
  return ordered
}

test('each order is answered, what was thrown as well, and the process lives on', async () => {
  const { ask } = started()
  expect(await ask({ say: 'one' }, z.string())).toBe('one')
  expect(await ask({}, z.undefined())).toBeUndefined()
  await expect(ask({ fail: 'not today' }, z.undefined())).rejects.toThrow('not today')
  await expect(ask({ say: 1 }, z.string())).rejects.toThrow('expected string')
  expect(await ask({ say: 'two' }, z.string())).toBe('two')
})

test('a process that has died fails what it is asked, and is stopped', async () => {
  const { ask, stop } = started()
  await expect(ask({ end: 3 }, z.undefined())).rejects.toThrow('ended with 3')
  await expect(ask({ say: 'one' }, z.string())).rejects.toThrow('closed')
  await stop()
})

test.each([{ say: 'one' }, { later: 'the end is bad' }])('a process is stopped after %o', async (order) => {
  const { ask, stop, pid } = started()
  await ask(order, z.unknown())
  await stop()
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})

test('a process is killed while it is busy, and a second time as well', async () => {
  const { ask, kill, pid } = started()
  await ask({ say: 'here' }, z.string())
  const busy = expect(ask({ circle: true }, z.unknown())).rejects.toThrow('ended with null')
  await kill()
  await busy
  await kill()
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})
