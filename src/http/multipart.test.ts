import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundaryOf, partsOf } from './multipart.ts'

const body = (text: string) => new TextEncoder().encode(text)
const form = (...parts: readonly string[]) => body(`${parts.map((part) => `--X\r\n${part}\r\n`).join('')}--X--\r\n`)
const text = 'Content-Disposition: form-data; name="kind"\r\n\r\nphoto'

describe('a form with files is read in place', () => {
  test('what a browser writes is read back, whatever the bytes and names are', async () => {
    const name = fc
      .string({ minLength: 1, maxLength: 20 })
      .filter((one) => !/[\\\0]/.test(one) && one.isWellFormed() && !/[\r\n]/.test(one))
    const field = fc.oneof(
      fc.record({ name, text: fc.string({ unit: 'grapheme' }).filter((one) => !/[\r\n]/.test(one)) }),
      fc.record({ name, file: fc.uint8Array({ maxLength: 300 }) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(field, { maxLength: 6 }), async (fields) => {
        const data = new FormData()
        for (const one of fields) {
          if ('file' in one) data.append(one.name, new File([Buffer.from(one.file)], '照片 "1".jpg'))
          else data.append(one.name, one.text)
        }
        const sent = new Response(data)
        const boundary = boundaryOf(sent.headers.get('content-type') ?? '')
        const parts = partsOf(new Uint8Array(await sent.arrayBuffer()), boundary ?? '')
        expect(parts?.map(({ name, fileName, content }) => [name, fileName, [...content]])).toEqual(
          fields.map((one) => ['file' in one ? one.name : one.name, 'file' in one ? '照片 "1".jpg' : undefined, [...bytesOf(one)]]),
        )
      }),
      { numRuns: 200 },
    )
  })
  const bytesOf = (one: { readonly text: string } | { readonly file: Uint8Array }) => ('file' in one ? one.file : body(one.text))

  test('content is a view into the body, not a copy', () => {
    const sent = form(text)
    expect(partsOf(sent, 'X')?.[0]?.content.buffer).toBe(sent.buffer)
  })

  test.each([
    { because: 'nothing at all', sent: body('') },
    { because: 'cut off inside of a part', sent: form(text).subarray(0, 50) },
    { because: 'cut off before the last line', sent: form(text).subarray(0, -7) },
    { because: 'a part without a name', sent: form('Content-Disposition: form-data\r\n\r\nphoto') },
    { because: 'a part that says nothing of itself', sent: form('\r\nphoto') },
    { because: 'another boundary', sent: body('--Y\r\n\r\n--Y--') },
    { because: 'more parts than any form has', sent: form(...Array.from({ length: 501 }, () => text)) },
  ])('$because is no form', ({ sent }) => {
    expect(partsOf(sent, 'X')).toBeUndefined()
  })

  test.each([
    { type: 'multipart/form-data; boundary=abc', boundary: 'abc' },
    { type: 'multipart/form-data; charset=utf-8; boundary="a b"', boundary: 'a b' },
    { type: 'multipart/form-data', boundary: undefined },
    { type: 'multipart/mixed; boundary=abc', boundary: undefined },
    { type: 'application/json', boundary: undefined },
  ])('$type', ({ type, boundary }) => {
    expect(boundaryOf(type)).toBe(boundary)
  })
})
