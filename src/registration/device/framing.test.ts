import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutOf, type Framing, fitted, moved, zoomed } from './framing.ts'

const frame = { width: 500, height: 700 }
const size = fc.record({ width: fc.integer({ min: 300, max: 6000 }), height: fc.integer({ min: 420, max: 6000 }) })
const step = fc.oneof(
  fc.record({ dx: fc.integer({ min: -900, max: 900 }), dy: fc.integer({ min: -900, max: 900 }) }),
  fc.record({
    factor: fc.double({ min: 0.2, max: 5, noNaN: true }),
    x: fc.integer({ min: 0, max: 500 }),
    y: fc.integer({ min: 0, max: 700 }),
  }),
)
const after = (from: Framing, change: { dx: number; dy: number } | { factor: number; x: number; y: number }) =>
  'dx' in change ? moved(from, change.dx, change.dy) : zoomed(from, change.factor, change, 295)

describe('a picture under a frame', () => {
  test('however it is moved and zoomed, the cut lies inside of the picture, has the frame’s shape and enough pixels', () => {
    fc.assert(
      fc.property(size, fc.array(step, { maxLength: 20 }), (image, steps) => {
        const first = fitted(image, frame)
        const cut = cutOf(steps.reduce(after, first))
        const bit = 1e-6
        expect(cut.x).toBeGreaterThanOrEqual(-bit)
        expect(cut.y).toBeGreaterThanOrEqual(-bit)
        expect(cut.x + cut.width).toBeLessThanOrEqual(image.width + bit)
        expect(cut.y + cut.height).toBeLessThanOrEqual(image.height + bit)
        expect(cut.width / cut.height).toBeCloseTo(5 / 7, 6)
        expect(cut.width).toBeGreaterThanOrEqual(Math.min(295, cutOf(first).width) - bit)
      }),
    )
  })
  test('what lies under the fingers stays there while it grows', () => {
    const first = fitted({ width: 2000, height: 2800 }, frame)
    const larger = zoomed(first, 2, { x: 100, y: 100 }, 295)
    const under = (framing: Framing) => (100 - framing.x) / framing.scale
    expect(under(larger)).toBeCloseTo(under(first), 6)
    expect(cutOf(larger).width).toBeCloseTo(1000, 6)
  })
  test('a lying picture begins with its middle', () => {
    expect(cutOf(fitted({ width: 4000, height: 1400 }, frame))).toEqual({ x: 1500, y: 0, width: 1000, height: 1400 })
  })
})
