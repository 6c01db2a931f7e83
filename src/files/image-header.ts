/** What a file is and how many pixels it claims, read from its first bytes and markers alone: nothing is decoded. */
export type Claim =
  | { readonly kind: 'jpeg' | 'png'; readonly width: number; readonly height: number }
  | { readonly kind: 'other'; readonly type: string }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'unknown' }

const starts: readonly (readonly [string, string])[] = [
  ['%PDF-', 'PDF'],
  ['GIF8', 'GIF'],
  ['II*\0', 'TIFF'],
  ['MM\0*', 'TIFF'],
  ['BM', 'BMP'],
]

export function claimOf(bytes: Uint8Array): Claim {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (data.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return pngClaim(data)
  if (data[0] === 0xff && data[1] === 0xd8 && data[2] === 0xff) return jpegClaim(data)
  const head = data.toString('latin1', 0, 1024)
  const start = starts.find(([text]) => head.startsWith(text))
  if (start) return { kind: 'other', type: start[1] }
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return { kind: 'other', type: 'WebP' }
  if (head.slice(4, 8) === 'ftyp') return { kind: 'other', type: /^(heic|heix|mif1|hevc)/.test(head.slice(8, 12)) ? 'HEIC' : 'ISO media' }
  if (/<svg[\s>]/i.test(head)) return { kind: 'other', type: 'SVG' }
  return { kind: 'unknown' }
}

function pngClaim(data: Buffer): Claim {
  if (data.length < 33 || data.toString('latin1', 12, 16) !== 'IHDR') return { kind: 'damaged' }
  return sized('png', data.readUInt32BE(16), data.readUInt32BE(20))
}

/** Walks the segments to the frame header. Size 0 means "told later" and is not accepted. */
function jpegClaim(data: Buffer): Claim {
  for (let at = 2; at + 9 < data.length; ) {
    const marker = data[at + 1] ?? 0
    if (data[at] !== 0xff) return { kind: 'damaged' }
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return sized('jpeg', data.readUInt16BE(at + 7), data.readUInt16BE(at + 5))
    if (marker === 0xda || marker === 0xd9) return { kind: 'damaged' }
    at += 2 + data.readUInt16BE(at + 2)
  }
  return { kind: 'damaged' }
}

const sized = (kind: 'jpeg' | 'png', width: number, height: number): Claim =>
  width > 0 && height > 0 ? { kind, width, height } : { kind: 'damaged' }
