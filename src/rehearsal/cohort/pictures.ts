import sharp, { type Sharp } from 'sharp'
import type { Material } from './candidates.ts'
import { type Chance, chanceFrom } from './chance.ts'
import type { Sex } from './names.ts'

type Raw = { readonly data: Buffer; readonly width: number; readonly height: number }

const photoWidth = 295
const photoHeight = 413
/** Busts are drawn this much larger, and each photo is another cut of one. */
const margin = 12
const bustsPerSex = 24
const shotsPerBust = 4
const pagesPerMaterial = 4

const skins = ['#f3cfae', '#eec39c', '#e6b58d', '#f6d8bd']
const hairs = ['#17120f', '#241a14', '#2d221c']
const clothes = ['#1f2d46', '#30333a', '#5a2530', '#e8e8e4', '#24443a', '#463a5e', '#7b8794']
const backgrounds = ['#438edb', '#ffffff', '#6ba6e6', '#c8352d']

const makeRaw = async (svg: string): Promise<Raw> => {
  const { data, info } = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/**
 * Photographs and scans as candidates upload them: drawn and small. A few hundred are encoded; each person's file is one of them with
 * the person's key in a comment segment, so that two thousand uploads cost no two thousand encodings.
 */
export function makePictures(seed: string) {
  const rendered = new Map<string, Promise<Raw>>()
  const encoded = new Map<string, Promise<Uint8Array>>()
  const raw = (key: string, svg: (chance: Chance) => string) => remembered(rendered, key, () => makeRaw(svg(chanceFrom(`${seed}/${key}`))))
  return {
    /** JPEG of 295 × 413, the size of a one-inch photograph. */
    async photo(person: { key: string; sex: Sex }): Promise<Uint8Array> {
      const own = chanceFrom(`${seed}/photo/${person.key}`)
      const bust = `bust/${person.sex}/${own.below(bustsPerSex)}`
      const shot = await remembered(encoded, `${bust}/${own.below(shotsPerBust)}`, async (key) => {
        const chance = chanceFrom(`${seed}/${key}`)
        const cut = { left: chance.below(2 * margin), top: chance.below(2 * margin), width: photoWidth, height: photoHeight }
        const light = [0, 1, 2].map(() => chance.between(-9, 9))
        const source = await raw(bust, (drawn) => bustSvg(drawn, person.sex))
        return jpeg(source, 82, (image) => image.extract(cut).linear([1, 1, 1], light))
      })
      return withComment(shot, person.key)
    },
    /** A scanned page with lines for text, a photo frame and a seal: about 13 kB. */
    async scan(person: { key: string }, material: Material): Promise<Uint8Array> {
      const page = `page/${material}/${chanceFrom(`${seed}/scan/${material}/${person.key}`).below(pagesPerMaterial)}`
      const scanned = await remembered(encoded, page, async () => jpeg(await raw(page, pageSvg), 60, (image) => image))
      return withComment(scanned, `${person.key}/${material}`)
    },
  }
}

function remembered<T>(kept: Map<string, Promise<T>>, key: string, make: (key: string) => Promise<T>): Promise<T> {
  const known = kept.get(key)
  if (known) return known
  const made = make(key)
  kept.set(key, made)
  return made
}

/** A COM segment right after the start of the image. */
function withComment(image: Uint8Array, comment: string): Uint8Array {
  const text = Buffer.from(comment)
  return new Uint8Array(Buffer.concat([image.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, text.length + 2]), text, image.subarray(2)]))
}

export type Pictures = ReturnType<typeof makePictures>

async function jpeg(raw: Raw, quality: number, change: (image: Sharp) => Sharp): Promise<Uint8Array> {
  const image = sharp(raw.data, { raw: { width: raw.width, height: raw.height, channels: 3 } })
  return new Uint8Array(await change(image).jpeg({ quality }).toBuffer())
}

function bustSvg(chance: Chance, sex: Sex): string {
  const width = photoWidth + 2 * margin
  const height = photoHeight + 2 * margin
  const middle = width / 2 + chance.between(-4, 4)
  const [face, long] = [chance.between(56, 66), chance.between(74, 86)]
  const [skin, hair, cloth, back] = [chance.pick(skins), chance.pick(hairs), chance.pick(clothes), chance.pick(backgrounds)]
  const eyes = 192 + chance.between(-6, 6)
  const apart = chance.between(22, 28)
  const shoulder = chance.between(116, 134)
  const glasses = chance.in(1, 3)
  const mouth = chance.between(10, 16)
  const longHair =
    sex === 'female'
      ? `<path d="M${middle - face - 12} 180 q-10 150 12 ${chance.between(90, 170)} h${2 * face} q24 -60 12 -${chance.between(110, 170)}z" fill="${hair}"/>`
      : ''
  const frame = (x: number) => `<circle cx="${x}" cy="${eyes}" r="17" fill="none" stroke="#222" stroke-width="3"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${back}"/>
${longHair}
<path d="M${middle - shoulder} ${height} q4 -96 ${shoulder - 30} -112 h60 q${shoulder - 34} 16 ${shoulder - 30} 112z" fill="${cloth}"/>
<path d="M${middle - 34} ${height - 112} l34 46 l34 -46 v-70 h-68z" fill="${skin}"/>
<path d="M${middle - 36} ${height - 112} l36 50 l36 -50 l14 10 l-50 66 l-50 -66z" fill="#fafafa"/>
<ellipse cx="${middle}" cy="200" rx="${face}" ry="${long}" fill="${skin}"/>
<path d="M${middle - face - 3} 196 q-6 -${chance.between(92, 112)} ${face} -${chance.between(96, 108)} q${face + 12} 0 ${face + 6} ${chance.between(88, 104)} q-22 -${chance.between(30, 52)} -${face} -${chance.between(34, 46)} q-${face - 16} 4 -${face + 4} ${chance.between(44, 60)}z" fill="${hair}"/>
<path d="M${middle - apart - 13} ${eyes - 20} q13 -8 26 0 M${middle + apart - 13} ${eyes - 20} q13 -8 26 0" stroke="${hair}" stroke-width="5" fill="none"/>
<ellipse cx="${middle - apart}" cy="${eyes}" rx="8" ry="5" fill="#2a1d15"/><ellipse cx="${middle + apart}" cy="${eyes}" rx="8" ry="5" fill="#2a1d15"/>
${glasses ? `${frame(middle - apart)}${frame(middle + apart)}<path d="M${middle - apart + 17} ${eyes} h${2 * apart - 34}" stroke="#222" stroke-width="3"/>` : ''}
<path d="M${middle} ${eyes + 12} l-6 22 h10" stroke="#b98763" stroke-width="3" fill="none"/>
<path d="M${middle - mouth} ${eyes + 54} q${mouth} ${chance.between(4, 10)} ${2 * mouth} 0" stroke="#a8483f" stroke-width="5" fill="none" stroke-linecap="round"/></svg>`
}

function pageSvg(chance: Chance): string {
  const lines = Array.from(
    { length: 11 },
    (_, i) => `<rect x="60" y="${110 + i * 24}" width="${chance.between(180, 330)}" height="9" fill="#55565a"/>`,
  ).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="424"><rect width="600" height="424" fill="#f4efe2"/>
<rect x="22" y="22" width="556" height="380" fill="none" stroke="#8a3a2a" stroke-width="3"/>
<rect x="${chance.between(180, 210)}" y="52" width="220" height="24" fill="#3a2f2c"/>${lines}
<rect x="440" y="110" width="96" height="130" fill="#c9d6e2" stroke="#777"/><circle cx="488" cy="152" r="24" fill="#e8c6a4"/><path d="M448 240 q40 -70 80 0z" fill="#334"/>
<g transform="translate(${chance.between(400, 450)} ${chance.between(310, 335)}) rotate(${chance.between(-20, 20)})" fill="none" stroke="#c0261c" opacity="0.75"><circle r="52" stroke-width="5"/><path d="M0 -20 L6 -5 L21 -5 L9 5 L13 20 L0 11 L-13 20 L-9 5 L-21 -5 L-6 -5z" fill="#c0261c"/></g></svg>`
}
