import pino from 'pino'
import { expect, test } from 'vitest'
import { openRenewal } from './renewal.ts'

function opened() {
  const told: string[] = []
  let made = 0
  let broken = false
  let replacing = 0
  let serves = true
  const renewal = openRenewal(
    async () => {
      if (broken) throw new Error('half a version')
      return ++made
    },
    async () => {
      replacing += 1
      expect(replacing).toBe(1)
      await Promise.resolve()
      told.push(`replaced with ${await renewal.current()}`)
      replacing -= 1
      return serves
    },
    pino({}, { write: (line: string) => told.push(line.includes('cannot be made') ? 'cannot be made' : line) }),
  )
  return {
    renewal,
    told,
    breaks: (is: boolean) => {
      broken = is
    },
    doesServe: (is: boolean) => {
      serves = is
    },
  }
}

test('each renewal makes it anew before anybody is replaced, one after the other', async () => {
  const { renewal, told } = opened()
  expect(await renewal.current()).toBe(1)
  await Promise.all([renewal.renew(), renewal.renew()])
  expect(told).toEqual(['replaced with 2', 'replaced with 3'])
})
test('what cannot be made replaces nobody, and what was good before is still given to whoever is started', async () => {
  const { renewal, told, breaks } = opened()
  breaks(true)
  await renewal.renew()
  expect(told).toEqual(['cannot be made'])
  expect(await renewal.current()).toBe(1)
  breaks(false)
  await renewal.renew()
  expect(told).toEqual(['cannot be made', 'replaced with 2'])
})
test('what is made and does not serve is given to nobody after it', async () => {
  const { renewal, told, doesServe } = opened()
  doesServe(false)
  await renewal.renew()
  expect(await renewal.current()).toBe(1)
  doesServe(true)
  await renewal.renew()
  expect(told).toEqual(['replaced with 2', 'replaced with 3'])
  expect(await renewal.current()).toBe(3)
})
test('at the start it is told to whoever asks, and later it may succeed', async () => {
  let broken = true
  const renewal = openRenewal(
    async () => (broken ? Promise.reject(new Error('broken')) : 'good'),
    async () => true,
    pino({ level: 'silent' }),
  )
  await expect(renewal.current()).rejects.toThrow('broken')
  broken = false
  await renewal.renew()
  expect(await renewal.current()).toBe('good')
})
