/**
 * What a photograph has to be, as a file. The documents say which picture, not how many pixels: its shape is that of the usual prints (small
 * two-inch of either kind, one-inch, two-inch), and its size is what the smallest of them needs in print. No document asks for a colour of
 * the background, so it decides nothing: it is pointed out to the candidate and to the reviewer.
 *
 * Regulation: 《公益性岗位面向社会公开招用和及时补员实施办法》第十三条、第十四条 (R-PW-07) 「近期免冠小二寸照片」.
 */
export const photoShape = {
  /** One inch, 25 × 35 mm, at 300 dots an inch. */
  leastWidth: 295,
  leastHeight: 413,
  /** What the page cuts: 5 to 7, the frame of ticket and certificate. */
  width: 500,
  height: 700,
} as const

export type PhotoRefusal = 'photo_too_small' | 'photo_shape_wrong'

/** Upright, its width between two thirds and four fifths of its height: from 33 × 48 to 35 × 45 mm and a little to spare. */
export function judgePhoto({ width, height }: { readonly width: number; readonly height: number }): PhotoRefusal | undefined {
  if (3 * width < 2 * height || 5 * width > 4 * height) return 'photo_shape_wrong'
  return width < photoShape.leastWidth || height < photoShape.leastHeight ? 'photo_too_small' : undefined
}

/** Three bytes a pixel, row after row. */
export type Pixels = { readonly width: number; readonly height: number; readonly rgb: Uint8Array }

/** The small picture in which the border is looked at; both sides ask for this size. */
export const borderPicture = { width: 50, height: 70 } as const

/** So many of a thousand border pixels make a plain background. */
const plainFrom = 850
export const isPlain = (share: number): boolean => share >= plainFrom
/** How far each of red, green and blue may be from that of the background, of 255. */
const near = 40
/** A background is light from this brightness on, of 255: the usual light blue is, the usual red is not. */
const lightFrom = 110

/**
 * How many of a thousand pixels along the top and the upper sides are near one light colour, which is the middle one of them all; none when
 * that colour is dark. The lower sides belong to the shoulders.
 */
export function plainBorder(pixels: Pixels): number {
  const border = borderOf(pixels)
  const [red, green, blue] = [0, 1, 2].map((channel) => middle(border.map((at) => pixels.rgb[at + channel] ?? 0))) as [
    number,
    number,
    number,
  ]
  if (299 * red + 587 * green + 114 * blue < 1000 * lightFrom) return 0
  const alike = border.filter((at) =>
    [red, green, blue].every((colour, channel) => Math.abs((pixels.rgb[at + channel] ?? 0) - colour) <= near),
  )
  return Math.floor((1000 * alike.length) / border.length)
}

/** Where the pixels begin: the upper tenth over the whole width, the outer tenths of the upper half. */
function borderOf({ width, height }: Pixels): number[] {
  const [top, side] = [Math.max(1, Math.floor(height / 10)), Math.max(1, Math.floor(width / 10))]
  const found: number[] = []
  for (let y = 0; y < Math.max(top, Math.floor(height / 2)); y += 1)
    for (let x = 0; x < width; x += 1) if (y < top || x < side || x >= width - side) found.push(3 * (y * width + x))
  return found
}

const middle = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0
