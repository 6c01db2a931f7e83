import { toString as drawn } from 'qrcode'

/** A QR code as SVG, for a printed page. Medium correction: a fold or a stamp over a corner does not hurt. */
export const qrSvg = async (text: string): Promise<Uint8Array> =>
  new TextEncoder().encode(await drawn(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 1 }))
