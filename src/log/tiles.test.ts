import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTilePath, tilePath } from './tiles.ts'

describe('tiles have one address each', () => {
  test.each([
    ['0/x001/x234/067', { level: 0, index: 1234067, width: 256 }],
    ['0/x001/234.p/112', { level: 0, index: 1234, width: 112 }],
    ['1/000', { level: 1, index: 0, width: 256 }],
    ['entries/005.p/1', { level: 'entries', index: 5, width: 1 }],
  ] as const)('%s', (path, tile) => {
    expect(parseTilePath(path)).toEqual(tile)
    expect(tilePath(tile)).toBe(path)
  })
  test.each([
    '0/1',
    '00/001',
    '0/x000/001',
    '0/001/234',
    '0/x001',
    '0/001.p/256',
    '0/001.p/0',
    '0/001.p/01',
    '60/001',
    'entries/../001',
    '',
  ])('"%s" is none', (path) => {
    expect(parseTilePath(path)).toBeUndefined()
  })
  test('every tile is read back from its address', () => {
    fc.assert(
      fc.property(fc.nat(59), fc.nat(2 ** 31), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
        expect(parseTilePath(tilePath({ level, index, width }))).toEqual({ level, index, width })
      }),
    )
  })
})
