import { describe, expect, test } from 'vitest'
import { judgeFirstCome, judgeSlots, type SlotAsked, slotSessions, subjectAt } from './slots.ts'

const at = (hour: number, day = 14) => Temporal.Instant.from(`2026-03-${day}T${String(hour).padStart(2, '0')}:00:00+08:00`)
const east: SlotAsked = { code: 'E', city: '洮北', places: 100 }
const west: SlotAsked = { code: 'W', city: '大安', places: 100 }
const early: SlotAsked = { code: '1', startsAt: at(9), endsAt: at(11), places: 100 }
const late: SlotAsked = { code: '2', startsAt: at(14), endsAt: at(16), places: 100 }
const code = (result: { readonly ok: boolean; readonly refusal?: string }) => (result.ok ? 'ok' : result.refusal)

describe('R-ROOM-02 – sittings and test cities', () => {
  test.each([
    { family: 'RC', slots: [east, west], becomes: 'ok', because: 'a recruitment in two cities' },
    { family: 'PT', slots: [early, late], becomes: 'ok', because: 'a computer-based exam at two times' },
    {
      family: 'SK',
      slots: [
        { ...early, city: '洮北' },
        { ...late, city: '大安' },
      ],
      becomes: 'ok',
      because: 'each at a time in a city',
    },
    { family: 'WK', slots: [], becomes: 'ok', because: 'nothing to choose' },
    { family: 'RC', slots: [early], becomes: 'slot_times_not_in_family', because: 'who are ranked sit one paper at one time' },
    { family: 'PW', slots: [early], becomes: 'slot_times_not_in_family', because: 'the same' },
    { family: 'TR', slots: [early], becomes: 'slot_times_not_in_family', because: 'the same' },
    { family: 'PT', slots: [early, east], becomes: 'slots_unlike', because: 'one has a time and the other has none' },
    { family: 'PT', slots: [{ ...early, city: '洮北' }, late], becomes: 'slots_unlike', because: 'one has a city and the other has none' },
    { family: 'PT', slots: [{ code: 'X', places: 1 }], becomes: 'slot_says_nothing', because: 'neither' },
    { family: 'PT', slots: [{ ...early, endsAt: at(9) }], becomes: 'slot_ends_before_start', because: 'no time at all' },
    { family: 'PT', slots: [{ ...early, endsAt: undefined }], becomes: 'slot_ends_before_start', because: 'no end' },
    { family: 'PT', slots: [{ ...east, endsAt: at(9) }], becomes: 'slot_ends_before_start', because: 'an end alone' },
    { family: 'RC', slots: [east, { ...west, code: 'E' }], becomes: 'slot_code_repeated', because: 'one code for two' },
    { family: 'RC', slots: [east, { ...east, code: 'F' }], becomes: 'slot_repeated', because: 'one city twice' },
    { family: 'PT', slots: [early, { ...early, code: '3' }], becomes: 'slot_repeated', because: 'one time twice' },
  ] as const)('$family: $because', ({ family, slots, becomes }) => {
    expect(code(judgeSlots(family, slots))).toBe(becomes)
  })
})

describe('R-PW-09 – posts in the order of registration', () => {
  const posts = [
    { code: '001', headcount: 5, writtenExempt: true },
    { code: '002', headcount: 1, writtenExempt: false },
  ]
  test.each([
    { family: 'PW', asked: [{ code: '001', places: 5 }], becomes: 'ok', because: 'as many as are wanted' },
    { family: 'PW', asked: [{ code: '001', places: 4 }], becomes: 'places_below_headcount', because: 'one fewer' },
    {
      family: 'PW',
      asked: [{ code: '002', places: 9 }],
      becomes: 'first_come_post_with_written',
      because: 'a written exam chooses by score',
    },
    { family: 'PW', asked: [{ code: '003', places: 9 }], becomes: 'first_come_post_unknown', because: 'no such post' },
    {
      family: 'PW',
      asked: [
        { code: '001', places: 5 },
        { code: '001', places: 6 },
      ],
      becomes: 'first_come_post_repeated',
      because: 'two numbers',
    },
    { family: 'RC', asked: [{ code: '001', places: 5 }], becomes: 'first_come_not_in_family', because: 'a recruitment is no race' },
    { family: 'RC', asked: [], becomes: 'ok', because: 'and needs none' },
  ] as const)('$family: $because', ({ family, asked, becomes }) => {
    expect(code(judgeFirstCome(family, posts, asked))).toBe(becomes)
  })
})

test('every subject is a session at every time, and a city alone makes none', () => {
  const times = [late, early, { ...early, city: '大安' }].map(({ startsAt = null, endsAt = null }) => ({ startsAt, endsAt }))
  expect(slotSessions(['司机', '电工'], times).map(({ subject, startsAt }) => `${subject} ${startsAt}`)).toEqual([
    `司机 第1场 ${at(9)}`,
    `电工 第1场 ${at(9)}`,
    `司机 第2场 ${at(14)}`,
    `电工 第2场 ${at(14)}`,
  ])
  const city = { startsAt: null, endsAt: null }
  expect(slotSessions(['司机'], [city])).toEqual([])
  expect([subjectAt('司机', [city], city), subjectAt('司机', times, undefined)]).toEqual(['司机', '司机'])
})
