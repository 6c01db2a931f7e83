import { expect, test } from 'vitest'
import { rollOf } from './roll.ts'
import { sampleHead } from './sample.ts'
import { drawRoll } from './seats.ts'
import { freeze } from './seed.ts'

const seedNumber = (n: number): Uint8Array => {
  const seed = new Uint8Array(32)
  new DataView(seed.buffer).setUint32(0, n)
  return seed
}

test('R-RC-10: over 100,000 draws every candidate gets every seat about equally often', () => {
  const room = { columns: 5, offers: [] }
  const frozen = freeze({
    ...sampleHead,
    kind: 'seats',
    sessions: [{ name: 'one', from: '2026-12-05T01:00:00Z', to: '2026-12-05T03:30:00Z', subjects: ['law'] }],
    candidates: Array.from({ length: 6 }, (_, at) => ({ label: `law-${at}`, subjects: ['law'], needs: [], groups: [] })),
    rooms: [
      { ...room, site: 'A', number: 1, capacity: 4 },
      { ...room, site: 'B', number: 2, capacity: 2 },
    ],
    rules: { family: 'RC', roomLimit: 30, largerRooms: false, variants: 1 },
  })
  if (!frozen.ok || frozen.value.input.kind !== 'seats') throw new Error('the hall could not be frozen')
  const { input } = frozen.value
  const roll = rollOf(input)
  if (!roll.ok) throw new Error(roll.refusal.sentence)
  const counts = new Map<string, number>()
  for (let seed = 0; seed < 100_000; seed++) {
    const result = drawRoll(input, roll.value, seedNumber(seed))
    if (!result.ok) throw new Error(result.refusal.sentence)
    for (const { number, seats } of result.value.rooms)
      for (const [at, label] of seats.entries()) {
        const place = `${label} ${number} ${at}`
        counts.set(place, (counts.get(place) ?? 0) + 1)
      }
  }
  expect(counts.size).toBe(36)
  // 36 cells with 25 degrees of freedom: 52.6 is the 0.999 quantile, 8.6 the 0.001 quantile.
  const each = 100_000 / 6
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - each) ** 2 / each, 0)
  expect(chiSquare).toBeGreaterThan(8.6)
  expect(chiSquare).toBeLessThan(52.6)
}, 120_000)
