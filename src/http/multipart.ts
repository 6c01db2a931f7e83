/** A part of a multipart form (RFC 7578): a text, or a file when it bears a file name. Its content is a view into the body, not a copy. */
export type FormPart = { readonly name: string; readonly fileName: string | undefined; readonly content: Buffer }

const mostParts = 500
const newLine = Buffer.from('\r\n')
const blankLine = Buffer.from('\r\n\r\n')

/** The boundary a content type names, if it is one of multipart/form-data. */
export function boundaryOf(contentType: string): string | undefined {
  const [, quoted, bare] = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType) ?? []
  return quoted ?? bare
}

/** The parts of a whole body, or undefined where it is none: cut off, without names, or in more parts than any form of ours has. */
export function partsOf(body: Uint8Array, boundary: string): readonly FormPart[] | undefined {
  const data = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const line = Buffer.from(`--${boundary}`)
  const between = Buffer.concat([newLine, line])
  const parts: FormPart[] = []
  // The first line may stand at the very beginning or after a preamble that means nothing.
  let at = data.subarray(0, line.length).equals(line) ? line.length : after(data, between, 0)
  while (at !== undefined) {
    if (data.toString('latin1', at, at + 2) === '--') return parts
    const head = after(data, newLine, at)
    const end = head === undefined ? -1 : data.indexOf(between, head - newLine.length)
    if (head === undefined || end < 0 || parts.length === mostParts) return undefined
    const part = partOf(data.subarray(head - newLine.length, end))
    if (!part) return undefined
    parts.push(part)
    at = end + between.length
  }
  return undefined
}

/** Where what follows the mark begins. */
function after(data: Buffer, mark: Buffer, from: number): number | undefined {
  const found = data.indexOf(mark, from)
  return found < 0 ? undefined : found + mark.length
}

function partOf(text: Buffer): FormPart | undefined {
  const begins = after(text, blankLine, 0)
  if (begins === undefined || begins > 4096) return undefined
  const heads = text.toString('utf8', 0, begins)
  const disposition = /\r\ncontent-disposition:\s*form-data\s*;([^\r\n]*)/i.exec(heads)?.[1]
  const name = disposition === undefined ? undefined : parameter(disposition, 'name')
  if (disposition === undefined || name === undefined) return undefined
  return { name, fileName: parameter(disposition, 'filename'), content: text.subarray(begins) }
}

/** Browsers write a quotation mark or a new line inside of a name as %22, %0D and %0A. */
const parameter = (disposition: string, key: string): string | undefined =>
  new RegExp(`(?:^|;)\\s*${key}="([^"]*)"`, 'i').exec(disposition)?.[1]?.replace(/%(22|0D|0A)/gi, (code) => decodeURIComponent(code))
