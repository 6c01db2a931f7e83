import { describe, expect, test } from 'vitest'
import { isPlain, judgePhoto, type Pixels, plainBorder } from './photo.ts'

describe('第十四条 – the shape and size of a photograph', () => {
  test.each([
    { width: 295, height: 413, becomes: undefined, because: 'one inch, 25 × 35 mm' },
    { width: 413, height: 579, becomes: undefined, because: 'two inches, 35 × 49 mm' },
    { width: 390, height: 567, becomes: undefined, because: 'small two inches, 33 × 48 mm' },
    { width: 413, height: 531, becomes: undefined, because: 'small two inches, 35 × 45 mm' },
    { width: 400, height: 600, becomes: undefined, because: 'two thirds' },
    { width: 399, height: 600, becomes: 'photo_shape_wrong', because: 'narrower than two thirds' },
    { width: 480, height: 600, becomes: undefined, because: 'four fifths' },
    { width: 481, height: 600, becomes: 'photo_shape_wrong', because: 'wider than four fifths' },
    { width: 700, height: 500, becomes: 'photo_shape_wrong', because: 'lying' },
    { width: 294, height: 413, becomes: 'photo_too_small', because: 'a pixel too narrow' },
    { width: 295, height: 412, becomes: 'photo_too_small', because: 'a pixel too low' },
  ])('$width × $height: $because', ({ width, height, becomes }) => {
    expect(judgePhoto({ width, height })).toBe(becomes)
  })
})

type Colour = readonly [number, number, number]
const picture = (width: number, height: number, colourAt: (x: number, y: number) => Colour): Pixels => {
  const rgb = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) rgb.set(colourAt(x, y), 3 * (y * width + x))
  return { width, height, rgb }
}
const plain = (colour: Colour) => picture(50, 70, () => colour)
const white: Colour = [255, 255, 255]

describe('a plain background', () => {
  test.each([
    { picture: plain(white), share: 1000, because: 'white' },
    { picture: plain([0x43, 0x8e, 0xdb]), share: 1000, because: 'the usual light blue' },
    { picture: plain([0xc8, 0x35, 0x2d]), share: 0, because: 'one colour, and not a light one' },
    { picture: plain([110, 110, 110]), share: 1000, because: 'just light' },
    { picture: plain([109, 109, 109]), share: 0, because: 'just not light' },
    { picture: picture(50, 70, (_x, y) => (y >= 35 ? [0, 0, 0] : white)), share: 1000, because: 'shoulders reach the lower sides' },
    {
      picture: picture(50, 70, (x, y) => (x >= 5 && x < 45 && y >= 7 ? [0, 0, 0] : white)),
      share: 1000,
      because: 'whatever is in the middle',
    },
    // 7 rows of 50, then 28 rows of 5 at each side: 630 pixels.
    {
      picture: picture(50, 70, (_x, y) => (y === 0 ? [0, 0, 0] : white)),
      share: Math.floor((1000 * 580) / 630),
      because: 'one row of 50 is dark',
    },
    { picture: picture(50, 70, (x) => (x < 25 ? white : [200, 255, 255])), share: 500, because: 'two colours, half each' },
    { picture: picture(50, 70, (x) => (x < 20 ? [215, 255, 255] : white)), share: 1000, because: '40 apart is near' },
    {
      picture: picture(50, 70, (x) => (x < 5 ? [214, 255, 255] : white)),
      share: Math.floor((1000 * 455) / 630),
      because: '41 apart is not',
    },
    { picture: picture(1, 1, () => white), share: 1000, because: 'a single pixel' },
  ])('$because', ({ picture, share }) => {
    expect(plainBorder(picture)).toBe(share)
  })
  test('is one from 850 of a thousand on', () => {
    expect([849, 850].map(isPlain)).toEqual([false, true])
  })
})
