import { describe, expect, test } from 'vitest'
import { clip } from './picture.tsx'

describe('text in a picture', () => {
  test.each([
    { text: '003-2 农艺工', width: 14, becomes: '003-2 农艺工', because: 'room to spare' },
    { text: '2026年4月21日', width: 13, becomes: '2026年4月21日', because: 'exactly as wide' },
    { text: '2026年4月21日', width: 12, becomes: '2026年4月2…', because: 'the dots take the width of a character' },
    { text: '001-2 汽车驾驶员', width: 14, becomes: '001-2 汽车驾…', because: 'cut, and no wider than allowed' },
    { text: '驾', width: 1, becomes: '…', because: 'no room at all' },
  ])('$text in $width: $because', ({ text, width, becomes }) => expect(clip(text, width)).toBe(becomes))
})
