import { describe, expect, test } from 'vitest'
import { formatDate, formatDuration, formatRelative, formatTime, listed, maskId, maskName, trimScore, withRemark } from './format.tsx'
import { inLanguage, localeOf, say, viewOf } from './locale.ts'

const now = Temporal.Instant.from('2026-03-14T01:00:00Z')
const zh = viewOf('zh', 'Asia/Shanghai', now)
const en = viewOf('en', 'Asia/Shanghai', now)
const later = (seconds: number) => now.add({ seconds })

test('several things, and a remark on one, are written as the language writes them', () => {
  expect([listed(zh, ['甲', '乙']), listed(en, ['A', 'B']), listed(en, [])]).toEqual(['甲、乙', 'A, B', ''])
  expect([withRemark(zh, '甲', '考生'), withRemark(en, 'A', 'applicant')]).toEqual(['甲（考生）', 'A (applicant)'])
})

test('a score keeps its decimals, and zeros of the column are no decimals', () => {
  const given = ['78.50', '80.8700', '80.8750', '51.0000', '60', '7.5']
  expect(given.map(trimScore)).toEqual(['78.50', '80.87', '80.875', '51.00', '60', '7.5'])
})

describe('times are absolute with their zone, relative beside them', () => {
  test('the same instant in both languages', () => {
    expect(formatTime(zh, now)).toBe('2026年3月14日 09:00 北京时间')
    expect(formatTime(en, now)).toBe('14 March 2026 09:00 Beijing time')
  })

  test('midnight is 00:00 of the day that begins', () => {
    expect(formatTime(zh, Temporal.Instant.from('2026-03-13T16:00:00Z'), 'second')).toBe('2026年3月14日 00:00:00 北京时间')
  })

  test('another zone is named by its offset', () => {
    expect(formatTime(viewOf('en', 'Asia/Urumqi', now), now)).toBe('14 March 2026 07:00 UTC+06:00')
  })

  test('a plain date does not move with the zone', () => {
    expect(formatDate(zh, Temporal.PlainDate.from('2026-01-01'))).toBe('2026年1月1日')
  })

  test.each([
    { seconds: 59, says: 'in 59 seconds' },
    { seconds: 60, says: 'in 1 minute' },
    { seconds: 3599, says: 'in 59 minutes' },
    { seconds: 3600, says: 'in 1 hour' },
    { seconds: 2 * 86400 - 1, says: 'in 47 hours' },
    { seconds: 2 * 86400, says: 'in 2 days' },
    { seconds: -3 * 86400, says: '3 days ago' },
  ])('$seconds s is "$says"', ({ seconds, says }) => {
    expect(formatRelative(en, later(seconds))).toBe(says)
  })

  test.each([
    { seconds: 0, says: '0秒' },
    { seconds: 61, says: '1分1秒' },
    { seconds: 86400, says: '1天' },
    { seconds: 86400 + 3600 * 3 + 59, says: '1天3小时' },
  ])('$seconds s lasts $says', ({ seconds, says }) => {
    expect(formatDuration(zh, now, later(seconds))).toBe(says)
  })
})

describe('masking', () => {
  test.each([
    ['11010519491231002X', '110105********002X'],
    ['H12345678', '*******78'],
    ['123456', '****56'],
    ['12345', '*****'],
  ])('%s becomes %s', (id, masked) => {
    expect(maskId(id)).toBe(masked)
  })

  test.each([
    ['李四', '李*'],
    ['张小明', '张*明'],
    ['欧阳小明', '欧**明'],
    ['𬀩明', '𬀩*'],
    ['王', '*'],
  ])('%s becomes %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })
})

describe('language', () => {
  test('the address wins over the cookie; anything else is Chinese', () => {
    expect([localeOf('en', 'zh'), localeOf(undefined, 'en'), localeOf('fr', undefined), localeOf('fr', 'en')]).toEqual([
      'en',
      'en',
      'zh',
      'en',
    ])
  })

  test('the switch keeps path and query', () => {
    expect(inLanguage('/exams?page=2&lang=zh', 'en')).toBe('/exams?page=2&lang=en')
  })

  test('values fill their places', () => {
    expect(say('en', { zh: '共 {n} 条', en: '{n} rows' }, { n: 3 })).toBe('3 rows')
  })
})
