import { find } from '../../identity/device/ask.ts'
import { borderPicture, isPlain, photoShape, plainBorder } from '../rules/photo.ts'
import { cutOf, type Framing, fitted, moved, zoomed } from './framing.ts'

/** The canvas under the outline of a face: dragged, pinched, by wheel, keys, buttons or slider. */
export type PhotoFrame = {
  /** Shows a picture; false when the browser cannot read it. */
  readonly show: (file: Blob) => Promise<boolean>
  /** Large enough, and whether its border looks plain and light. */
  readonly judge: () => { readonly large: boolean; readonly plain: boolean }
  /** The cut as a JPEG of the required shape, never larger than the picture itself. */
  readonly cut: () => Promise<ArrayBuffer>
}

export function photoFrame(changed: () => void): PhotoFrame {
  const canvas = find('#photo-canvas', HTMLCanvasElement)
  const slider = find('#photo-zoom', HTMLInputElement)
  const pen = penOf(canvas)
  let held: { readonly bitmap: ImageBitmap; readonly framing: Framing; readonly least: number } | undefined
  let waiting = 0

  const set = (framing: Framing) => {
    if (!held) return
    held = { ...held, framing }
    slider.value = String(Math.round((100 * framing.scale) / held.least))
    // Drawn with the screen; judged when the hand rests.
    requestAnimationFrame(() => held && draw(pen, held.bitmap, held.framing))
    clearTimeout(waiting)
    waiting = window.setTimeout(changed, 150)
  }
  const move = (dx: number, dy: number) => held && set(moved(held.framing, dx, dy))
  const middle = { x: canvas.width / 2, y: canvas.height / 2 }
  const zoom = (factor: number, at = middle) => held && set(zoomed(held.framing, factor, at, photoShape.leastWidth))

  const acts: Readonly<Record<string, () => void>> = {
    left: () => move(-10, 0),
    right: () => move(10, 0),
    up: () => move(0, -10),
    down: () => move(0, 10),
    larger: () => zoom(1.08),
    smaller: () => zoom(1 / 1.08),
  }
  const keys: Readonly<Record<string, string>> = {
    ArrowLeft: 'left',
    ArrowRight: 'right',
    ArrowUp: 'up',
    ArrowDown: 'down',
    '+': 'larger',
    '=': 'larger',
    '-': 'smaller',
  }
  find('#photo-frame', HTMLElement).addEventListener('keydown', (event) => {
    const act = acts[keys[event.key] ?? '']
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act()
  })
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-frame]'))
    button.addEventListener('click', () => acts[button.dataset.frame ?? '']?.())
  slider.addEventListener('input', () => {
    if (held) zoom((Number(slider.value) * held.least) / 100 / held.framing.scale)
  })
  followFingers(canvas, move, zoom)

  return {
    show: async (file) => {
      try {
        const bitmap = await createImageBitmap(file)
        const framing = fitted(bitmap, canvas)
        held = { bitmap, framing, least: framing.scale }
        slider.max = String(Math.max(100, Math.floor((100 * canvas.width) / photoShape.leastWidth / framing.scale)))
        set(framing)
        return true
      } catch {
        held = undefined
        return false
      }
    },
    judge: () => {
      if (!held) return { large: false, plain: false }
      const small = penOf(canvasOf(borderPicture.width, borderPicture.height))
      small.drawImage(canvas, 0, 0, borderPicture.width, borderPicture.height)
      const { data } = small.getImageData(0, 0, borderPicture.width, borderPicture.height)
      const rgb = new Uint8Array(data.filter((_, at) => at % 4 !== 3))
      return { large: cutOf(held.framing).width >= photoShape.leastWidth - 0.5, plain: isPlain(plainBorder({ ...borderPicture, rgb })) }
    },
    cut: () => {
      const across = held ? cutOf(held.framing).width : 0
      const width = Math.max(photoShape.leastWidth, Math.min(photoShape.width, Math.floor(across)))
      const kept = canvasOf(width, Math.ceil((width * photoShape.height) / photoShape.width))
      if (held) draw(penOf(kept), held.bitmap, held.framing)
      return jpegOf(kept)
    },
  }
}

function draw(pen: CanvasRenderingContext2D, bitmap: ImageBitmap, framing: Framing): void {
  const { width, height } = pen.canvas
  const { x, y, width: across, height: down } = cutOf(framing)
  // Under what is transparent lies the white that the service puts there.
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, width, height)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(bitmap, x, y, across, down, 0, 0, width, height)
}

/** One finger or the mouse moves, two fingers pinch, the wheel zooms where it points. */
function followFingers(canvas: HTMLCanvasElement, move: (dx: number, dy: number) => void, zoom: (factor: number, at: Point) => void): void {
  const fingers = new Map<number, Point>()
  const pointOf = (event: MouseEvent): Point => {
    const { left, top, width, height } = canvas.getBoundingClientRect()
    return { x: ((event.clientX - left) * canvas.width) / width, y: ((event.clientY - top) * canvas.height) / height }
  }
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId)
    fingers.set(event.pointerId, pointOf(event))
  })
  for (const over of ['pointerup', 'pointercancel'] as const) canvas.addEventListener(over, ({ pointerId }) => fingers.delete(pointerId))
  canvas.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId)
    if (!before) return
    const now = pointOf(event)
    fingers.set(event.pointerId, now)
    const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, point]) => point)
    if (!other) return move(now.x - before.x, now.y - before.y)
    move((now.x - before.x) / 2, (now.y - before.y) / 2)
    const apart = (one: Point) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y))
    zoom(apart(now) / apart(before), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 })
  })
  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      zoom(Math.exp(-event.deltaY / 600), pointOf(event))
    },
    { passive: false },
  )
}

type Point = { readonly x: number; readonly y: number }

export function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  return canvas
}

export function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser draws no pictures')
  return pen
}

export const jpegOf = (canvas: HTMLCanvasElement): Promise<ArrayBuffer> =>
  new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob.arrayBuffer()) : failed(new Error('no picture came of it'))), 'image/jpeg', 0.92)
  })
