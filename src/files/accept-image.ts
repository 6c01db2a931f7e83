import sharp from 'sharp'
import { boundedLane } from '../foundation/lane.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { claimOf } from './image-header.ts'

export type ImageLimits = {
  readonly bytes: number
  /** Width × height that the file may claim. A picture of 0.8 MB can claim 256 million and fill the memory of the machine. */
  readonly pixels: number
  /** The picture that is kept fits into this square. */
  readonly side: number
  /** A small picture of these pixels is wanted as well, to be looked at by a rule. */
  readonly small?: { readonly width: number; readonly height: number }
}

export const photoLimits: ImageLimits = { bytes: 2_000_000, pixels: 24_000_000, side: 800 }
export const scanLimits: ImageLimits = { bytes: 4_000_000, pixels: 24_000_000, side: 2_000 }

export type ImageRefusal =
  | 'file_too_large'
  | 'file_not_an_image'
  | 'file_type_not_accepted'
  | 'image_too_many_pixels'
  | 'image_unreadable'
  | 'uploads_busy'

export type AcceptedImage = {
  readonly bytes: Uint8Array
  readonly mediaType: 'image/jpeg'
  readonly width: number
  readonly height: number
  /** Red, green and blue of each pixel, row after row. */
  readonly small: Uint8Array | undefined
}

const decodeSeconds = 5

/**
 * One picture at once in each process, by one thread of libvips: submissions need the other cores, and a decoded picture is seventy megabytes.
 * Whoever would wait longer than a minute is told to come back.
 */
const pictureLane = boundedLane({ atOnce: 1, waiting: 100 })

// No cache, since no picture comes twice.
sharp.concurrency(1)
sharp.cache(false)

/**
 * An upload as a JPEG of our own making: whatever came besides pixels (place and time in EXIF, a second file behind the first) is gone.
 * The cheap questions come first: bytes, kind, claimed pixels; only then is anything decoded, in its lane and with a limit of time.
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
    default: {
      if (claim.width * claim.height > limits.pixels) return refuse('image_too_many_pixels', { ...claim, limit: limits.pixels })
      const done = await pictureLane.run(() => reencoded(bytes, claim.kind, limits))
      return done === 'busy' ? refuse('uploads_busy') : done
    }
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
    const small =
      limits.small &&
      (await sharp(data)
        .resize({ ...limits.small, fit: 'fill' })
        .raw()
        .toBuffer())
    return accept({ bytes: data, mediaType: 'image/jpeg', width: info.width, height: info.height, small })
  } catch {
    // libvips tells a truncated, a forged and an endless picture apart only in prose; the answer is the same for all.
    return refuse('image_unreadable')
  }
}
