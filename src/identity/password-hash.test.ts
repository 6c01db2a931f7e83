import { expect, test } from 'vitest'
import { boundedLane } from '../foundation/lane.ts'
import { hashPassword, nobodysHash, passwordMatches } from './password-hash.ts'

const lane = boundedLane({ atOnce: 2, waiting: 8 })
const salt = new Uint8Array(16).fill(7)

test('a hash is a PHC string with its cost, and opens with its password alone', async () => {
  const hash = await hashPassword(lane, '一帆风顺2026!', salt)
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await passwordMatches(lane, '一帆风顺2026!', hash)).toBe(true)
  expect(await passwordMatches(lane, '一帆风顺2026？', hash)).toBe(false)
})

test('nobody’s hash costs the same and opens with nothing', async () => {
  const cost = /m=\d+,t=\d+,p=\d+/
  expect(cost.exec(nobodysHash)?.[0]).toBe(cost.exec(await hashPassword(lane, 'x', salt))?.[0])
  expect(await passwordMatches(lane, '', nobodysHash)).toBe(false)
})
