import { describe, expect, test } from 'vitest'
import type { InvigilatorsInput, StaffMember } from './input-staff.ts'
import { sampleHead } from './sample.ts'
import { sampleDutyRules, sampleMember, samplePanelRules, samplePanels } from './sample-staff.ts'
import { freeze } from './seed.ts'

const declared = (site: string, number?: number) => ({ basis: 'declared' as const, site, ...(number === undefined ? {} : { number }) })
const duty = (pool: readonly StaffMember[], rules: Partial<InvigilatorsInput['rules']> = {}, rooms = 1): InvigilatorsInput => ({
  ...sampleHead,
  kind: 'invigilators',
  pool,
  rooms: Array.from({ length: rooms }, (_, index) => ({ site: 'A', number: index + 1, candidates: 30, unit: 'school', region: 'east' })),
  rules: { ...sampleDutyRules, distinctUnits: false, experiencedPerRoom: 0, ...rules },
})
const member = sampleMember
const conflict = (input: unknown) => {
  const frozen = freeze(input)
  return frozen.ok ? 'possible' : (frozen.refusal.conflict ?? frozen.refusal.code)
}

describe('rules that together exclude every assignment', () => {
  test.each([
    { rule: 'relations', input: duty([member('a'), member('b', { relations: [declared('A', 1)] })]) },
    { rule: 'relations', input: duty([member('a'), member('b', { relations: [declared('A')] })]) },
    { rule: 'outsideUnit', input: duty([member('a'), member('b', { unit: 'school' })], { outsideUnit: true }) },
    { rule: 'outsideRegion', input: duty([member('a'), member('b', { region: 'east' })], { outsideRegion: true }) },
    { rule: 'experiencedPerRoom', input: duty([member('a'), member('b', { experienced: false })], { experiencedPerRoom: 2 }) },
    { rule: 'frontRoles', input: duty([member('a'), member('b')], { frontRoles: ['head'] }) },
    { rule: 'distinctUnits', input: duty([member('a', { unit: 'u' }), member('b', { unit: 'u' })], { distinctUnits: true }) },
    { rule: 'rotation', input: duty([member('a'), member('b', { past: [{ site: 'A', number: 1 }] })], { rotation: 'room' }) },
    { rule: 'rotation', input: duty([member('a'), member('b', { past: [{ site: 'A', number: 7 }] })], { rotation: 'site' }) },
  ])('$rule alone', ({ rule, input }) => {
    expect(conflict(input)).toEqual({
      rules: [rule],
      minimal: true,
      ...(sampleDutyRules.yields.some((name) => name === rule) ? { possibleWithout: rule } : {}),
    })
  })

  test.each([
    {
      because: 'another room, no region and no host unit do not count',
      input: duty([member('a', { past: [{ site: 'A', number: 7 }] }), member('b', { relations: [declared('A', 9), declared('B')] })], {
        rotation: 'room',
        outsideRegion: true,
        outsideUnit: true,
      }),
    },
    {
      because: 'a rule that nobody asked for does not',
      input: duty([member('a', { unit: 'school', past: [{ site: 'A', number: 1 }] }), member('b', { region: 'east' })]),
    },
    { because: 'a head in front and another behind', input: duty([member('a'), member('b', { role: 'head' })], { frontRoles: ['head'] }) },
  ])('$because', ({ input }) => {
    expect(conflict(input)).toBe('possible')
  })

  test('two rules, neither of which does it alone; the first in the family’s order that would help is named', () => {
    const pool = [
      member('a', { unit: 'u', past: [{ site: 'A', number: 2 }] }),
      member('b', { unit: 'u', past: [{ site: 'A', number: 2 }] }),
      member('c', { unit: 'v' }),
      member('d', { unit: 'w' }),
    ]
    const input = (yields: InvigilatorsInput['rules']['yields']) => duty(pool, { distinctUnits: true, rotation: 'room', yields }, 2)
    expect(conflict(input(['rotation', 'distinctUnits']))).toEqual({
      rules: ['distinctUnits', 'rotation'],
      minimal: true,
      possibleWithout: 'rotation',
    })
    expect(conflict(input(['distinctUnits', 'rotation']))).toMatchObject({ possibleWithout: 'distinctUnits' })
    expect(conflict(input(['frontRoles']))).not.toHaveProperty('possibleWithout')
    expect(freeze(input(['rotation']))).toMatchObject({
      ok: false,
      refusal: { sentence: expect.stringContaining('rules.distinctUnits and rules.rotation together') },
    })
    expect(freeze(input(['rotation']))).toMatchObject({
      ok: false,
      refusal: { sentence: expect.stringContaining('without rules.rotation there is one') },
    })
    expect(freeze(input([]))).toMatchObject({
      ok: false,
      refusal: { sentence: expect.stringContaining('one rule of rules.yields aside is not enough') },
    })
  })

  test('where a question is not decided, what is named may hold more than it must', () => {
    const recused = [member('a', { relations: [declared('A')] }), member('b', { relations: [declared('A')] })]
    expect(conflict(duty(recused, { searchLimit: 2 }))).toEqual({ rules: ['relations'], minimal: true })
    expect(conflict(duty(recused, { searchLimit: 1 }))).toEqual({ rules: ['relations'], minimal: false })
  })

  test('panels name their own rules', () => {
    const { examiners, ...rest } = samplePanels(1, 8)
    const panels = { ...rest, examiners, rules: { ...samplePanelRules, outsidersPerPanel: 0, chiefs: true, distinctUnits: false } }
    const chiefless = { ...panels, examiners: examiners.map((one) => ({ ...one, speciality: 'law', chief: false, relations: [] })) }
    expect(conflict(chiefless)).toEqual({ rules: ['chiefs'], minimal: true })
    const strangers = { ...panels, examiners: examiners.map((one) => ({ ...one, speciality: 'music', chief: true, relations: [] })) }
    expect(conflict(strangers)).toEqual({ rules: ['specialities'], minimal: true })
    const recused = examiners.map((one) => ({
      ...one,
      speciality: 'law',
      chief: true,
      relations: [{ basis: 'derived', position: 'post-1' }],
    }))
    expect(conflict({ ...panels, examiners: recused })).toEqual({ rules: ['relations'], minimal: true })
  })
})

describe('what may not stand in a list of staff', () => {
  const twice = [declared('A', 1), declared('A', 1)]
  const { rules } = duty([])
  test.each([
    { field: 'pool[0].relations', code: 'label_duplicate', input: duty([member('a', { relations: twice }), member('b')]) },
    {
      field: 'pool[1].past',
      code: 'label_duplicate',
      input: duty([
        member('a'),
        member('b', {
          past: [
            { site: 'A', number: 1 },
            { site: 'A', number: 1 },
          ],
        }),
      ]),
    },
    { field: 'rules.yields', code: 'label_duplicate', input: duty([], { yields: ['rotation', 'rotation'] }) },
    { field: 'rules.frontRoles', code: 'label_duplicate', input: duty([], { frontRoles: ['x', 'x'] }) },
    { field: 'rules.excludedUnits', code: 'label_duplicate', input: duty([], { excludedUnits: ['x', 'x'] }) },
    { field: 'rules.trainedBy', code: 'input_malformed', input: duty([], { trainedBy: '2026-02-30' }) },
    { field: 'rules.trainedBy', code: 'input_malformed', input: duty([], { trainedBy: '2026-99-30' }) },
    { field: 'rules.trainedBy', code: 'input_malformed', input: { ...duty([]), rules: { ...rules, trainedBy: 20260930 } } },
    { field: 'pool[0].trainedOn', code: 'input_malformed', input: duty([member('a', { trainedOn: 'yesterday' })]) },
    { field: 'rules.rotation', code: 'input_malformed', input: { ...duty([]), rules: { ...rules, rotation: 'building' } } },
    { field: 'rules.yields[0]', code: 'input_malformed', input: { ...duty([]), rules: { ...rules, yields: ['chiefs'] } } },
    {
      field: 'pool[0].relations[0].basis',
      code: 'input_malformed',
      input: duty([{ ...member('a'), relations: [{ ...declared('A'), basis: 'rumour' as 'declared' }] }]),
    },
    {
      field: 'rules.yields',
      code: 'label_duplicate',
      input: { ...samplePanels(1, 8), rules: { ...samplePanelRules, yields: ['chiefs', 'chiefs'] } },
    },
    {
      field: 'panels',
      code: 'place_duplicate',
      input: { ...samplePanels(1, 8), panels: [...samplePanels(1, 8).panels, ...samplePanels(1, 8).panels] },
    },
    {
      field: 'examiners[0].relations',
      code: 'label_duplicate',
      input: {
        ...samplePanels(1, 8),
        examiners: samplePanels(1, 8).examiners.map((one) => ({
          ...one,
          relations: [
            { basis: 'derived', position: 'p' },
            { basis: 'derived', position: 'p' },
          ],
        })),
      },
    },
  ])('$field: $code', ({ field, code, input }) => {
    expect(freeze(input)).toMatchObject({ ok: false, refusal: { field, code } })
  })

  test('trained on the last day is trained, and the order of lists does not matter', () => {
    const mixed = [declared('B', 2), declared('A', 3), declared('A'), { ...declared('A'), basis: 'derived' as const }]
    const one = duty([member('b', { trainedOn: sampleDutyRules.trainedBy, relations: mixed }), member('a')], {}, 0)
    const other = duty([member('a'), member('b', { trainedOn: sampleDutyRules.trainedBy, relations: mixed.toReversed() })], {}, 0)
    expect(freeze(one)).toEqual(freeze(other))
    const frozen = freeze(one)
    if (!frozen.ok || frozen.value.input.kind !== 'invigilators') throw new Error('it is in order')
    expect(frozen.value.input.pool[1]?.relations).toEqual([
      declared('A'),
      { ...declared('A'), basis: 'derived' },
      declared('A', 3),
      declared('B', 2),
    ])
  })
})
