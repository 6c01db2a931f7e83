import { describe, expect, test } from 'vitest'
import type { Examiner, InvigilatorsInput, PanelsInput } from './input-staff.ts'
import { sampleHead } from './sample.ts'
import { sampleDutyRules, sampleMember, samplePanelRules } from './sample-staff.ts'
import { freeze } from './seed.ts'
import { drawInvigilators, drawPanels, replaceExaminer, replaceInvigilator } from './staff.ts'

const seed = new Uint8Array(32).fill(3)
const pads = (n: number): string => String(n).padStart(4, '0')
const rules = { ...sampleDutyRules, excludedUnits: ['host'], searchLimit: 100_000, reserves: 4 }

describe('replacing one person on the day', () => {
  const pool = Array.from({ length: 9 }, (_, index) => sampleMember(pads(index), { experienced: index < 5 }))
  const input: InvigilatorsInput = {
    ...sampleHead,
    kind: 'invigilators',
    pool,
    rooms: [1, 2].map((number) => ({ site: 'A', number, candidates: 30 })),
    rules,
  }
  const drawn = drawInvigilators(input, seed)
  if (!drawn.ok) throw new Error(drawn.refusal.sentence)
  const result = drawn.value
  const front = { site: 'A', number: 2, position: 'front' }

  test('changes that one place, and takes the first reserve who is here', () => {
    const [first = '', second = ''] = result.reserves
    const replaced = replaceInvigilator({ ...input, rules: { ...rules, experiencedPerRoom: 0 } }, result, front, [first])
    if (!replaced.ok) throw new Error(replaced.refusal.sentence)
    expect(replaced.value.replacedBy).toBe(second)
    expect(replaced.value.out).toBe(result.rooms[1]?.people[0]?.label)
    const labels = (rooms: typeof result.rooms) => rooms.flatMap(({ people }) => people.map(({ label }) => label))
    expect(labels(replaced.value.result.rooms)).toEqual(labels(result.rooms).map((label, at) => (at === 2 ? second : label)))
    expect(replaced.value.result.reserves).toEqual(result.reserves.filter((label) => label !== second))
  })

  test('passes over a reserve who would break a rule of the room', () => {
    const stay = result.rooms[1]?.people[1]?.label
    const unitOfStay = pool.find(({ label }) => label === stay)?.unit ?? ''
    const [first] = result.reserves
    const clash = { ...input, pool: pool.map((one) => (one.label === first ? { ...one, unit: unitOfStay } : one)) }
    const replaced = replaceInvigilator(clash, result, front, [])
    expect(replaced.ok && replaced.value.replacedBy !== first).toBe(true)
  })

  test.each([
    { code: 'place_unknown', where: { ...front, position: 'side-1' }, absent: [] },
    { code: 'place_unknown', where: { ...front, number: 3 }, absent: [] },
    { code: 'no_reserve_fits', where: front, absent: result.reserves },
  ])('$code', ({ code, where, absent }) => {
    expect(replaceInvigilator(input, result, where, absent)).toMatchObject({ ok: false, refusal: { code } })
  })

  test('an examiner who leads is replaced only by one who may lead', () => {
    const examiners = Array.from(
      { length: 6 },
      (_, index): Examiner => ({
        label: pads(index),
        unit: `u${index}`,
        speciality: 'law',
        outside: false,
        chief: index % 2 === 0,
        relations: [],
      }),
    )
    const panels: PanelsInput = {
      ...sampleHead,
      kind: 'panels',
      examiners,
      panels: [{ name: 'one', size: 2, positions: ['post'] }],
      rules: { ...samplePanelRules, outsidersPerPanel: 0, reserves: 4, searchLimit: 1000 },
    }
    const sat = drawPanels(panels, seed)
    if (!sat.ok) throw new Error(sat.refusal.sentence)
    const replaced = replaceExaminer(panels, sat.value, { panel: 'one', position: 'chief' }, [])
    if (!replaced.ok) throw new Error(replaced.refusal.sentence)
    expect(sat.value.panels[0]?.people.map(({ position }) => position)).toEqual(['chief', 'member-1'])
    expect(Number(replaced.value.replacedBy) % 2).toBe(0)
    expect(replaced.value.result.panels[0]?.people[1]).toEqual(sat.value.panels[0]?.people[1])
  })

  test('on a panel nobody else changes, and what does not exist or fits nobody is said', () => {
    const examiners = ['a', 'b', 'c', 'd', 'e', 'f'].map(
      (label): Examiner => ({ label, unit: label, speciality: 'law', outside: true, chief: true, relations: [] }),
    )
    const input: PanelsInput = {
      ...sampleHead,
      kind: 'panels',
      examiners,
      panels: [
        { name: 'one', size: 2, positions: ['p'] },
        { name: 'two', size: 2, positions: ['q'] },
      ],
      rules: { ...samplePanelRules, reserves: 2 },
    }
    const drawn = drawPanels(input, seed)
    if (!drawn.ok) throw new Error(drawn.refusal.sentence)
    const { reserves, panels } = drawn.value
    const replaced = replaceExaminer(input, drawn.value, { panel: 'two', position: 'member-1' }, [])
    if (!replaced.ok) throw new Error(replaced.refusal.sentence)
    expect(replaced.value.result.panels).toEqual([
      panels[0],
      { name: 'two', people: [panels[1]?.people[0], { position: 'member-1', label: reserves[0] }] },
    ])
    expect(replaced.value.result.reserves).toEqual(reserves.slice(1))
    const refused = (where: { panel: string; position: string }, absent: readonly string[]) =>
      replaceExaminer(input, drawn.value, where, absent)
    expect(refused({ panel: 'three', position: 'chief' }, [])).toMatchObject({ ok: false, refusal: { code: 'place_unknown' } })
    expect(refused({ panel: 'two', position: 'chief' }, reserves)).toMatchObject({ ok: false, refusal: { code: 'no_reserve_fits' } })
    const [first] = reserves
    const taken = (more: Partial<Examiner>, position: string) => {
      const other = { ...input, examiners: examiners.map((who) => (who.label === first ? { ...who, ...more } : who)) }
      const answer = replaceExaminer(other, drawn.value, { panel: 'one', position }, [])
      return answer.ok ? reserves.indexOf(answer.value.replacedBy) : answer.refusal.code
    }
    expect([taken({ chief: false }, 'chief'), taken({ chief: false }, 'member-1')]).toEqual([1, 0])
    expect(taken({ relations: [{ basis: 'derived', position: 'p' }] }, 'member-1')).toBe(1)
    expect(taken({ unit: panels[0]?.people[0]?.label ?? '' }, 'member-1')).toBe(1)
    const strangers = { ...drawn.value, reserves: ['nobody', reserves[1] ?? ''] }
    const found = replaceExaminer(input, strangers, { panel: 'one', position: 'chief' }, [])
    expect(found).toMatchObject({ ok: true, value: { replacedBy: reserves[1], out: panels[0]?.people[0]?.label } })
  })

  test('R-RC-25: one post has one panel', () => {
    const panels = [
      { name: 'one', size: 1, positions: ['post'] },
      { name: 'two', size: 1, positions: ['post'] },
    ]
    const refused = freeze({
      ...sampleHead,
      kind: 'panels',
      examiners: [],
      panels,
      rules: { ...samplePanelRules, outsidersPerPanel: 0, chiefs: false, searchLimit: 9 },
    })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'position_in_two_panels', field: 'panels' } })
  })
})
