import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { acceptImage, type ImageLimits } from './accept-image.ts'
import { writeZip } from './zip.ts'

const limits: ImageLimits = { bytes: 500_000, pixels: 1_000_000, side: 400 }
const square = (side: number) => sharp({ create: { width: side, height: side, channels: 3, background: '#3060a0' } })

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A grey PNG that claims a size and holds the rows given. */
function png(width: number, height: number, rows: number): Uint8Array {
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  size.writeUInt8(8, 8)
  const pixels = deflateSync(Buffer.alloc(rows * (width + 1)), { level: 9 })
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', size), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

describe('a picture is accepted by its content and made anew', () => {
  test.each(['jpeg', 'png'] as const)('%s', async (format) => {
    const result = await acceptImage(await square(300).toFormat(format).toBuffer(), limits)
    expect(result).toMatchObject({ ok: true, value: { mediaType: 'image/jpeg', width: 300, height: 300 } })
    expect(result.ok && (await sharp(result.value.bytes).metadata()).format).toBe('jpeg')
  })

  test('place and camera are gone, and the picture stands upright', async () => {
    const exif = { IFD0: { Make: 'SecretCamera' }, IFD3: { GPSLatitude: '45/1 37/1 0/1' } }
    const wide = sharp({ create: { width: 300, height: 200, channels: 3, background: '#888' } })
    const photo = await wide.withExif(exif).withMetadata({ orientation: 6, exif }).jpeg().toBuffer()
    expect(photo.includes('SecretCamera')).toBe(true)
    const result = await acceptImage(photo, limits)
    expect(result).toMatchObject({ ok: true, value: { width: 200, height: 300 } })
    expect(result.ok && Buffer.from(result.value.bytes).includes('SecretCamera')).toBe(false)
    expect(result.ok && (await sharp(result.value.bytes).metadata()).exif).toBeUndefined()
  })

  test('a second file behind the picture is gone', async () => {
    const archive = writeZip([{ name: 'payload.html', content: Buffer.from('<script>alert(1)</script>') }])
    const result = await acceptImage(Buffer.concat([await square(50).jpeg().toBuffer(), archive]), limits)
    expect(result.ok && Buffer.from(result.value.bytes).includes('payload.html')).toBe(false)
    expect(result.ok).toBe(true)
  })

  test('what is too wide is made smaller', async () => {
    expect(await acceptImage(await square(900).png().toBuffer(), limits)).toMatchObject({ ok: true, value: { width: 400, height: 400 } })
  })
})

describe('what is no acceptable picture is refused', () => {
  const noise = new Uint8Array(limits.bytes + 1)
  test.each([
    { bytes: noise, refusal: 'file_too_large', because: 'one byte too many' },
    { bytes: noise.slice(1), refusal: 'file_not_an_image', because: 'as many bytes as allowed, but no picture' },
    { bytes: new Uint8Array(), refusal: 'file_not_an_image', because: 'nothing' },
    { bytes: Buffer.from('<html><script>'), refusal: 'file_not_an_image', because: 'a page' },
    { bytes: Buffer.from('%PDF-1.7\n'), refusal: 'file_type_not_accepted', because: 'a PDF' },
    { bytes: Buffer.from('GIF89a\0\0'), refusal: 'file_type_not_accepted', because: 'a GIF' },
    { bytes: Buffer.from('RIFF\0\0\0\0WEBPVP8 '), refusal: 'file_type_not_accepted', because: 'a WebP' },
    { bytes: Buffer.from('\0\0\0\x18ftypheic'), refusal: 'file_type_not_accepted', because: 'what telephones make' },
    {
      bytes: Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      refusal: 'file_type_not_accepted',
      because: 'an SVG',
    },
    { bytes: Buffer.from('ffd8ffe00010', 'hex'), refusal: 'image_unreadable', because: 'the start of a JPEG' },
    { bytes: png(0, 10, 1), refusal: 'image_unreadable', because: 'no width' },
    { bytes: png(100, 100, 3), refusal: 'image_unreadable', because: 'three rows of a hundred' },
  ])('$because: $refusal', async ({ bytes, refusal }) => {
    expect(await acceptImage(bytes, limits)).toMatchObject({ ok: false, refusal })
  })

  test.each([
    { bytes: png(1_000, 1_000, 1_000), ok: true, because: 'as many pixels as allowed' },
    { bytes: png(1_001, 1_000, 1_000), ok: false, because: 'one column more' },
    { bytes: png(50_000, 50_000, 1), ok: false, because: 'a header that claims 50,000 × 50,000' },
    { bytes: png(8_000, 8_000, 8_000), ok: false, because: 'a real bomb: 64 million pixels in 64 kB' },
  ])('$because', async ({ bytes, ok }) => {
    expect(bytes.length).toBeLessThan(limits.bytes)
    expect(await acceptImage(bytes, limits)).toMatchObject(ok ? { ok } : { ok, refusal: 'image_too_many_pixels' })
  })

  test('bombs cost no memory', async () => {
    const bomb = png(20_000, 20_000, 20_000)
    expect(bomb.length).toBeLessThan(limits.bytes)
    const before = process.memoryUsage.rss()
    for (let i = 0; i < 50; i++) expect(await acceptImage(bomb, limits)).toMatchObject({ refusal: 'image_too_many_pixels' })
    expect(process.memoryUsage.rss() - before).toBeLessThan(150_000_000)
  })

  test('many at once all get their answer', async () => {
    const good = await square(200).png().toBuffer()
    const results = await Promise.all(Array.from({ length: 12 }, (_, i) => acceptImage(i % 3 === 0 ? png(100, 100, 3) : good, limits)))
    expect(results.map((result) => result.ok)).toEqual(results.map((_, i) => i % 3 !== 0))
  })
})
