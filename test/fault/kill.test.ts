import { afterAll, expect, test } from 'vitest'
import { killUnderLoad } from './kill-under-load.ts'
import { openRushGround } from './rush-ground.ts'

const ground = await openRushGround()
afterAll(() => ground.close())

/** The short form of `npm run bench -- kill`. */
test('nothing that was acknowledged is lost, doubled or answered otherwise when service and PostgreSQL are killed', {
  timeout: 300_000,
}, async () => {
  const { acknowledged, ...found } = await killUnderLoad(ground, {
    serviceKills: 3,
    postgresKills: 1,
    processes: 1,
    clients: 16,
    between: [20, 60],
    say: () => undefined,
  })
  expect(found).toEqual({ serviceKills: 3, postgresKills: 1, repeated: expect.any(Number), lost: 0, duplicates: 0, changed: 0, broken: [] })
  expect(found.repeated).toBeGreaterThan(0)
  expect(acknowledged).toBeGreaterThanOrEqual(100)
})
