import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkTranscript } from './check.ts'
import type { Examiner, InvigilatorsInput, PanelsInput, StaffMember } from './input-staff.ts'
import { noblePrimitives } from './primitives.ts'
import { chance, sampleHead, sampleOpening } from './sample.ts'
import { sampleDutyRules, sampleInvigilators, sampleMember, samplePanelRules, samplePanels } from './sample-staff.ts'
import { freeze } from './seed.ts'
import { drawInvigilators, drawPanels } from './staff.ts'
import { invigilatorsFor } from './staff-task.ts'
import { rankOrder } from './stream.ts'
import { draw, transcriptText } from './transcript.ts'

const seed = new Uint8Array(32).fill(3)
const pads = (n: number): string => String(n).padStart(4, '0')

describe('B-01: max(2, ceil(n / 15))', () => {
  test.each([
    [1, 2],
    [15, 2],
    [16, 2],
    [30, 2],
    [31, 3],
    [45, 3],
    [46, 4],
    [60, 4],
    [61, 5],
    [100, 7],
  ])('%i candidates: %i invigilators', (candidates, invigilators) => {
    expect(invigilatorsFor(candidates)).toBe(invigilators)
  })
  test('another city may have another base and another ratio', () => {
    expect(invigilatorsFor(40, { base: 1, candidatesPerInvigilator: 20 })).toBe(2)
    expect(invigilatorsFor(20, { base: 1, candidatesPerInvigilator: 20 })).toBe(1)
  })
})

const person = sampleMember
const rules = { ...sampleDutyRules, excludedUnits: ['host'], searchLimit: 100_000 }
const duty = (
  pool: readonly StaffMember[],
  roomSizes: readonly number[],
  more: Partial<InvigilatorsInput['rules']> = {},
): InvigilatorsInput => ({
  ...sampleHead,
  kind: 'invigilators',
  pool,
  rooms: roomSizes.map((candidates, index) => ({ site: 'A', number: index + 1, candidates })),
  rules: { ...rules, ...more },
})
const four = ['a', 'b', 'c', 'd'].map((label) => person(label))
const [a, b, c, d] = four
if (!a || !b || !c || !d) throw new Error('there are four')

describe('R-STAF-05, R-RC-14, R-WK-21: who may be drawn', () => {
  test.each([
    { code: 'person_untrained', field: 'pool[0].trainedOn', input: duty([{ ...a, trainedOn: '2026-11-22' }, b], [30]) },
    { code: 'unit_excluded', field: 'pool[1].unit', input: duty([a, { ...b, unit: 'host' }], [30]) },
    { code: 'too_few_people', field: 'pool', input: duty([a, b, c], [31, 30]) },
    { code: 'too_few_people', field: 'pool', input: duty([a, b], [30], { reserves: 1 }) },
    { code: 'staffing_impossible', field: 'rooms', input: duty([a, { ...b, unit: a.unit }], [30]) },
    {
      code: 'staffing_impossible',
      field: 'rooms',
      input: duty(
        [
          { ...a, experienced: false },
          { ...b, experienced: false },
        ],
        [30],
      ),
    },
    {
      code: 'staffing_impossible',
      field: 'rooms',
      input: duty([a, { ...b, relations: [{ basis: 'declared', site: 'A', number: 1 }] }], [30]),
    },
    { code: 'staffing_impossible', field: 'rooms', input: duty([a, { ...b, relations: [{ basis: 'derived', site: 'A' }] }], [30]) },
    {
      code: 'place_duplicate',
      field: 'rooms[1]',
      input: {
        ...duty(four, [30]),
        rooms: [
          { site: 'A', number: 1, candidates: 1 },
          { site: 'A', number: 1, candidates: 1 },
        ],
      },
    },
    { code: 'staffing_not_decided', field: 'rules.searchLimit', input: duty(four, [30, 30], { searchLimit: 3 }) },
  ])('$code names $field', ({ code, field, input }) => {
    expect(freeze(input)).toMatchObject({ ok: false, refusal: { code, field } })
  })
})

/** Every complete assignment by trying everyone everywhere, in order: the definition itself. */
function bruteForce(
  order: readonly number[],
  sizes: readonly number[],
  valid: (circle: number, members: readonly number[]) => boolean,
): number[][] | undefined {
  const walk = (circle: number, members: readonly number[], used: readonly number[]): number[][] | undefined => {
    const size = sizes[circle]
    if (size === undefined) return []
    if (members.length === size) {
      if (!valid(circle, members)) return undefined
      const rest = walk(circle + 1, [], used)
      return rest && [[...members], ...rest]
    }
    for (const one of order) {
      if (used.includes(one)) continue
      const found = walk(circle, [...members, one], [...used, one])
      if (found) return found
    }
    return undefined
  }
  return walk(0, [], [])
}

const siteOf = (number: number): string => (number === 3 ? 'B' : 'A')
const anySeed = fc.uint8Array({ minLength: 32, maxLength: 32 })
const wholeCheck = (input: InvigilatorsInput | PanelsInput): string => {
  const frozen = freeze(input)
  if (!frozen.ok) return frozen.refusal.code
  const transcript = draw(input, sampleOpening(frozen.value))
  if (!transcript.ok) return transcript.refusal.code
  const verdict = checkTranscript(transcriptText(transcript.value), noblePrimitives)
  return verdict.ok ? 'ok' : verdict.sentence
}

describe('what a draw refuses by itself, frozen or not', () => {
  test.each([
    { code: 'too_few_people', drawn: () => drawInvigilators(duty([a], [30]), seed) },
    { code: 'staffing_impossible', drawn: () => drawInvigilators(duty([a, { ...b, unit: a.unit }], [30]), seed) },
    { code: 'too_few_people', drawn: () => drawPanels({ ...samplePanels(1, 8), examiners: [] }, seed) },
  ])('$code', ({ code, drawn }) => {
    expect(drawn()).toMatchObject({ ok: false, refusal: { code } })
  })

  test('a search that a seed makes longer than the limit is not decided', () => {
    // Only a may not be in the second room: in label order four choices are enough, and in others they are not.
    const pool = [{ ...a, relations: [{ basis: 'declared' as const, site: 'A', number: 2 }] }, b, c, d]
    const input = duty(pool, [30, 30], { searchLimit: 4 })
    const frozen = freeze(input)
    if (!frozen.ok) throw new Error(frozen.refusal.sentence)
    const outcomes = Array.from({ length: 30 }, (_, round) => {
      const drawn = draw(input, sampleOpening(frozen.value, `dice ${round}`))
      return drawn.ok ? 'drawn' : drawn.refusal.code
    })
    expect(new Set(outcomes)).toEqual(new Set(['drawn', 'staffing_not_decided']))
  })

  test('the larger samples can be drawn and checked', () => {
    expect(wholeCheck(sampleInvigilators(12, 40))).toBe('ok')
    expect(wholeCheck(samplePanels(3, 60))).toBe('ok')
  })
})

describe('the defined result', () => {
  test('invigilators agree with a search that tries everything, in feasibility and in result, 1,000 of 1,000', () => {
    const member = fc.record({
      unit: fc.constantFrom('u', 'v', 'w', 'x'),
      role: fc.constantFrom('head', 'watch'),
      region: fc.constantFrom('east', 'west', undefined),
      experienced: fc.boolean(),
      not: fc.subarray([1, 2, 3], { maxLength: 2 }),
      past: fc.subarray([1, 2, 3], { maxLength: 1 }),
      site: fc.constantFrom('A', undefined, undefined, undefined, undefined, undefined),
    })
    const asked = fc.record({
      distinctUnits: fc.boolean(),
      experiencedPerRoom: fc.integer({ min: 0, max: 1 }),
      frontRoles: fc.constantFrom([], [], ['head']),
      outsideUnit: fc.boolean(),
      outsideRegion: fc.constantFrom(false, false, true),
      rotation: fc.constantFrom('none' as const, 'room' as const, 'site' as const),
    })
    const seen = { feasible: 0, impossible: 0 }
    fc.assert(
      fc.property(
        fc.array(member, { minLength: 4, maxLength: 7 }),
        fc.array(fc.constantFrom(30, 30, 45), { minLength: 1, maxLength: 3 }),
        asked,
        anySeed,
        (members, sizes, more, random) => {
          const pool = members.map(({ unit, role, region, experienced, not, past, site }, index) =>
            person(`p${index}`, {
              unit,
              role,
              experienced,
              ...(region && { region }),
              relations: [
                ...(site ? [{ basis: 'declared' as const, site }] : []),
                ...not.map((number) => ({ basis: 'derived' as const, site: siteOf(number), number })),
              ],
              past: past.map((number) => ({ site: siteOf(number), number })),
            }),
          )
          const rooms = sizes.map((candidates, index) => ({
            site: siteOf(index + 1),
            number: index + 1,
            candidates,
            unit: 'u',
            region: 'east',
          }))
          const input = { ...duty(pool, [], more), rooms }
          const places = sizes.map((candidates) => invigilatorsFor(candidates))
          fc.pre(places.reduce((sum, size) => sum + size, 0) <= pool.length)
          const order = rankOrder(
            random,
            'invigilators',
            pool.map(({ label }) => label),
          )
          const expected = bruteForce(order, places, (room, indexes) => {
            const here = indexes.flatMap((index) => pool[index] ?? [])
            const number = room + 1
            const site = siteOf(number)
            if (here.some(({ relations }) => relations.some((one) => one.site === site && (one.number ?? number) === number))) return false
            if (more.rotation === 'room' && here.some(({ past }) => past.some((one) => one.number === number))) return false
            if (more.rotation === 'site' && here.some(({ past }) => past.some((one) => one.site === site))) return false
            if (more.outsideUnit && here.some(({ unit }) => unit === 'u')) return false
            if (more.outsideRegion && here.some(({ region }) => region === 'east')) return false
            if (more.distinctUnits && new Set(here.map(({ unit }) => unit)).size < here.length) return false
            if (more.frontRoles.length > 0 && here[0]?.role !== 'head') return false
            return here.filter(({ experienced }) => experienced).length >= more.experiencedPerRoom
          })
          seen[expected ? 'feasible' : 'impossible']++
          const drawn = drawInvigilators(input, random)
          const result = drawn.ok
            ? drawn.value.rooms.map(({ people }) => people.map(({ label }) => Number(label.slice(1))))
            : drawn.refusal.code
          expect(result).toEqual(expected ?? 'staffing_impossible')
          expect(wholeCheck(input)).toBe(expected ? 'ok' : 'staffing_impossible')
        },
      ),
      { numRuns: 1000 },
    )
    expect(seen.feasible + seen.impossible).toBe(1000)
    expect(Math.min(seen.feasible, seen.impossible)).toBeGreaterThan(200)
  })

  test('panels agree too, 1,000 of 1,000: speciality, chief, outsiders, units and recused positions', () => {
    const member = fc.record({
      unit: fc.constantFrom('u', 'v', 'w', 'x'),
      speciality: fc.constantFrom('law', 'math'),
      outside: fc.boolean(),
      chief: fc.boolean(),
      recused: fc.subarray(['post-1', 'post-2']),
    })
    const seen = { feasible: 0, impossible: 0 }
    const panel = fc.record({ size: fc.integer({ min: 1, max: 3 }), speciality: fc.constantFrom('law', undefined) })
    fc.assert(
      fc.property(
        fc.array(member, { minLength: 4, maxLength: 7 }),
        fc.array(panel, { minLength: 1, maxLength: 2 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 2 }),
        anySeed,
        (members, shapes, chiefs, outsiders, random) => {
          const examiners: Examiner[] = members.map(({ recused, ...one }, index) => ({
            label: `p${index}`,
            ...one,
            relations: recused.map((position) => ({ basis: 'derived', position })),
          }))
          const panels = shapes.map(({ size, speciality }, index) => ({
            name: `panel ${index}`,
            size,
            positions: [`post-${index + 1}`],
            ...(speciality && { speciality }),
          }))
          const input: PanelsInput = {
            ...sampleHead,
            kind: 'panels',
            examiners,
            panels,
            rules: { ...samplePanelRules, outsidersPerPanel: outsiders, chiefs, searchLimit: 100_000 },
          }
          const sizes = panels.map(({ size }) => size)
          fc.pre(sizes.reduce((sum, size) => sum + size, 0) <= examiners.length)
          const order = rankOrder(
            random,
            'panels',
            examiners.map(({ label }) => label),
          )
          const expected = bruteForce(order, sizes, (at, indexes) => {
            const here = indexes.flatMap((index) => examiners[index] ?? [])
            const wanted = shapes[at]?.speciality
            if (wanted && here.some(({ speciality }) => speciality !== wanted)) return false
            if (here.some(({ relations }) => relations.some(({ position }) => position === `post-${at + 1}`))) return false
            if (chiefs && !here[0]?.chief) return false
            return new Set(here.map(({ unit }) => unit)).size === here.length && here.filter(({ outside }) => outside).length >= outsiders
          })
          seen[expected ? 'feasible' : 'impossible']++
          const drawn = drawPanels(input, random)
          const result = drawn.ok
            ? drawn.value.panels.map(({ people }) => people.map(({ label }) => Number(label.slice(1))))
            : drawn.refusal.code
          expect(result).toEqual(expected ?? 'staffing_impossible')
          expect(wholeCheck(input)).toBe(expected ? 'ok' : 'staffing_impossible')
        },
      ),
      { numRuns: 1000 },
    )
    expect(Math.min(seen.feasible, seen.impossible)).toBeGreaterThan(20)
  })

  test('a pool that is only just enough is still filled', () => {
    const stream = chance('tight')
    const pool = Array.from({ length: 400 }, (_, index) =>
      person(pads(index), { unit: `u${stream.below(20)}`, experienced: stream.below(2) === 0 }),
    )
    const rooms = Array.from({ length: 195 }, () => 30)
    expect(drawInvigilators(duty(pool, rooms), seed).ok).toBe(true)
    expect(wholeCheck(duty(pool, rooms, { searchLimit: 1000 }))).toBe('ok')
  })

  test('half of the pool of one unit: two strangers in one room would leave two colleagues in another', () => {
    const pool = Array.from({ length: 20 }, (_, index) => person(pads(index), index < 10 ? { unit: 'large' } : {}))
    const rooms = Array.from({ length: 10 }, () => 30)
    expect(wholeCheck(duty(pool, rooms, { searchLimit: 300 }))).toBe('ok')
  })

  test('nobody serves twice, positions are named, and reserves are the next in order', () => {
    const pool = Array.from({ length: 12 }, (_, index) => person(pads(index)))
    const drawn = drawInvigilators(duty(pool, [46, 30], { reserves: 3 }), seed)
    if (!drawn.ok) throw new Error(drawn.refusal.sentence)
    const order = rankOrder(
      seed,
      'invigilators',
      pool.map(({ label }) => label),
    ).map(pads)
    expect(drawn.value.rooms.map(({ people }) => people.map(({ position }) => position))).toEqual([
      ['front', 'back', 'side-1', 'side-2'],
      ['front', 'back'],
    ])
    expect(drawn.value.rooms.flatMap(({ people }) => people.map(({ label }) => label))).toEqual(order.slice(0, 6))
    expect(drawn.value.reserves).toEqual(order.slice(6, 9))
  })
})
