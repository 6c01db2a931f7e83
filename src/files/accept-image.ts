import sharp from 'sharp'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { claimOf } from './image-header.ts'

export type ImageLimits = {
  readonly bytes: number
  /** Width × height that the file may claim. A picture of 0.8 MB can claim 256 million and fill the memory of the machine. */
  readonly pixels: number
  /** The picture that is kept fits into this square. */
  readonly side: number
}

export const photoLimits: ImageLimits = { bytes: 2_000_000, pixels: 24_000_000, side: 800 }
export const scanLimits: ImageLimits = { bytes: 4_000_000, pixels: 24_000_000, side: 2_000 }

export type ImageRefusal = 'file_too_large' | 'file_not_an_image' | 'file_type_not_accepted' | 'image_too_many_pixels' | 'image_unreadable'

export type AcceptedImage = {
  readonly bytes: Uint8Array
  readonly mediaType: 'image/jpeg'
  readonly width: number
  readonly height: number
}

const decodeSeconds = 5
const decodesAtOnce = 2

// A thread of libvips for each picture: two pictures at once fill two cores without threads that wait for each other. No cache, since no
// picture comes twice.
sharp.concurrency(1)
sharp.cache(false)

/**
 * An upload as a JPEG of our own making: whatever came besides pixels (place and time in EXIF, a second file behind the first) is gone.
 * The cheap questions come first: bytes, kind, claimed pixels; only then is anything decoded, two at a time and with a limit of time.
 */
export async function acceptImage(bytes: Uint8Array, limits: ImageLimits): Promise<Result<AcceptedImage, ImageRefusal>> {
  if (bytes.length > limits.bytes) return refuse('file_too_large', { bytes: bytes.length, limit: limits.bytes })
  const claim = claimOf(bytes)
  switch (claim.kind) {
    case 'unknown':
      return refuse('file_not_an_image')
    case 'other':
      return refuse('file_type_not_accepted', { type: claim.type, accepted: ['JPEG', 'PNG'] })
    case 'damaged':
      return refuse('image_unreadable')
    default:
      if (claim.width * claim.height > limits.pixels) return refuse('image_too_many_pixels', { ...claim, limit: limits.pixels })
      return inTurn(() => reencoded(bytes, claim.kind, limits))
  }
}

async function reencoded(bytes: Uint8Array, kind: 'jpeg' | 'png', limits: ImageLimits): Promise<Result<AcceptedImage, ImageRefusal>> {
  try {
    const image = sharp(bytes, { limitInputPixels: limits.pixels, failOn: 'error', animated: false })
    const { format } = await image.metadata()
    if (format !== kind) return refuse('image_unreadable')
    const { data, info } = await image
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize({ width: limits.side, height: limits.side, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .jpeg({ quality: 85 })
      .timeout({ seconds: decodeSeconds })
      .toBuffer({ resolveWithObject: true })
    return accept({ bytes: new Uint8Array(data), mediaType: 'image/jpeg', width: info.width, height: info.height })
  } catch {
    // libvips tells a truncated, a forged and an endless picture apart only in prose; the answer is the same for all.
    return refuse('image_unreadable')
  }
}

let decoding = 0
const waiting: (() => void)[] = []

/** A few pictures at once, the others in order of arrival: memory stays bounded however many people upload. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (decoding >= decodesAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else decoding += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else decoding -= 1
  }
}
