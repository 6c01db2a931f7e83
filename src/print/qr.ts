import { press } from './press.ts'
import { recently } from './recently.ts'

const keptCodes = recently(16 * 1024 * 1024)

/** A QR code as SVG, for a page or a printed one; drawn by the thread of the press. */
export async function qrSvg(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return (await keptCodes(text, () => press({ code: text }))) ?? new Uint8Array()
}
