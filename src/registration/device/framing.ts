/** A picture under a frame: how large it is shown, and where its upper left corner lies, in pixels of the frame. */
export type Framing = {
  readonly image: Size
  readonly frame: Size
  readonly scale: number
  readonly x: number
  readonly y: number
}
export type Size = { readonly width: number; readonly height: number }
export type Rectangle = Size & { readonly x: number; readonly y: number }

/** The picture as small as it may be and still fill the frame, its middle in the middle, a little higher where there is room: heads are above. */
export function fitted(image: Size, frame: Size): Framing {
  const scale = leastScale(image, frame)
  return kept({ image, frame, scale, x: (frame.width - image.width * scale) / 2, y: (frame.height - image.height * scale) / 3 })
}

export const moved = (framing: Framing, dx: number, dy: number): Framing => kept({ ...framing, x: framing.x + dx, y: framing.y + dy })

/** Larger or smaller around a point of the frame; never so large that the cut has fewer than `least` pixels across. */
export function zoomed(framing: Framing, factor: number, at: { readonly x: number; readonly y: number }, least: number): Framing {
  const { image, frame, scale, x, y } = framing
  const smallest = leastScale(image, frame)
  const largest = Math.max(smallest, frame.width / least)
  const next = Math.min(largest, Math.max(smallest, scale * factor))
  return kept({ ...framing, scale: next, x: at.x - ((at.x - x) * next) / scale, y: at.y - ((at.y - y) * next) / scale })
}

/** What of the picture lies inside of the frame, in its own pixels. */
export const cutOf = ({ frame, scale, x, y }: Framing): Rectangle => ({
  x: (0 - x) / scale,
  y: (0 - y) / scale,
  width: frame.width / scale,
  height: frame.height / scale,
})

const leastScale = (image: Size, frame: Size): number => Math.max(frame.width / image.width, frame.height / image.height)

/** No edge of the picture comes inside of the frame. */
function kept(framing: Framing): Framing {
  const { image, frame, scale, x, y } = framing
  const between = (value: number, least: number) => Math.min(0, Math.max(least, value))
  return { ...framing, x: between(x, frame.width - image.width * scale), y: between(y, frame.height - image.height * scale) }
}
