import sharp from 'sharp'

/** A JPEG of about so many bytes, with the grain a camera or a scanner gives: nothing that packs better than what people send. */
export async function pictureOf(
  bytes: number,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Uint8Array> {
  let [low, high] = [0.5, 120]
  let picture = new Uint8Array()
  for (let step = 0; step < 12 && Math.abs(picture.length - bytes) > bytes / 20; step++) {
    const sigma = (low + high) / 2
    const noise = { type: 'gaussian', mean: 160, sigma } as const
    picture = new Uint8Array(
      await sharp({ create: { width, height, channels: 3, background: '#fff', noise } })
        .jpeg({ quality: 85 })
        .toBuffer(),
    )
    if (picture.length > bytes) high = sigma
    else low = sigma
  }
  return picture
}
