import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { qrSvg } from './qr.ts'
import { renderPdf } from './render-pdf.ts'
import { sampleData } from './sample-data.ts'
import type { Template, TemplateData } from './template-data.ts'

const at = Temporal.Instant.from('2026-11-22T01:30:00Z')
const pictures: Record<string, Uint8Array> = {}
const print = <T extends Template>(template: T, data: TemplateData[T]) => renderPdf(template, data, { at, pictures })
const templates = Object.keys(sampleData).filter((name): name is Template => Object.hasOwn(sampleData, name))
const printSample = <T extends Template>(template: T) => print(template, sampleData[template])

beforeAll(async () => {
  for (let i = 0; i < 6; i++) {
    const image = sharp({ create: { width: 295, height: 413, channels: 3, background: { r: 60 + 20 * i, g: 110, b: 170 } } })
    pictures[`photo-${i}.jpg`] = new Uint8Array(await image.jpeg().toBuffer())
  }
  pictures['qr.svg'] = await qrSvg('https://exam.example.gov.cn/tickets/1')
})

const latin = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')

/** The text a reader can copy: every character that the ToUnicode tables of the embedded fonts name. They lie uncompressed. */
function charactersOf(pdf: Uint8Array): Set<string> {
  const characters = new Set<string>()
  for (const [table] of latin(pdf).matchAll(/begincmap[\s\S]*?endcmap/g)) {
    for (const [, hex = ''] of table.matchAll(/<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>/g)) {
      const units = hex.match(/.{4}/g)?.map((unit) => Number.parseInt(unit, 16)) ?? []
      for (const character of String.fromCharCode(...units)) characters.add(character)
    }
  }
  return characters
}

describe.each(templates)('%s', (template) => {
  test('is a PDF/A with embedded fonts; every character of the sample has a glyph', async () => {
    const pdf = await printSample(template)
    expect(latin(pdf)).toMatch(/^%PDF-1\.7/)
    expect(latin(pdf)).toContain('pdfaid')
    if (template !== 'score-sheet') expect([...charactersOf(pdf)].some((character) => '㛃䶮𬀩𫟼𬘭𬭎𪩘'.includes(character))).toBe(true)
  })
})

test('the same data at the same instant give the same bytes', async () => {
  expect(Buffer.from(await printSample('list')).equals(Buffer.from(await printSample('list')))).toBe(true)
  const later = await renderPdf('list', sampleData.list, { at: at.add({ hours: 1 }), pictures })
  expect(Buffer.from(later).equals(Buffer.from(await printSample('list')))).toBe(false)
})

test('all rare characters of names are in the file as themselves', async () => {
  const characters = charactersOf(await printSample('door-list'))
  for (const character of '㛃䶮𬀩𫟼𬘭𬭎𪩘·') expect(characters).toContain(character)
})

describe('hostile text stays text', () => {
  const named = (heading: string): TemplateData['list'] => ({ ...sampleData.list, heading, rows: [] })
  test.each([
    '#read("/etc/passwd")',
    '#panic("stopped")',
    '#import "style.typ"',
    '$ x $ `raw` *bold* _it_ <label> @ref \\ // 注 /* */',
    ']#set page(fill: red)[',
    '"}); {"',
    'https://example.com/‮gnp',
  ])('%s', async (heading) => {
    const characters = charactersOf(await print('list', named(heading)))
    // Every visible character of the attack is printed, so none of it was executed.
    for (const character of heading.replace(/[\s‮]/g, '')) expect(characters).toContain(character)
  })
  test('the name of a picture reaches no path', async () => {
    await expect(renderPdf('list', sampleData.list, { at, pictures: { '../style.typ': new Uint8Array() } })).rejects.toThrow(/plain name/)
  })
  test('a picture nobody handed in is no file of the machine', async () => {
    const ticket = sampleData['admission-ticket']
    const tickets = ticket.tickets.map((one) => ({ ...one, photo: '../../../../../../etc/hostname' }))
    await expect(print('admission-ticket', { ...ticket, tickets })).rejects.toThrow(/did not compile/)
  })
})

test('a character that no font has does not stop the printing', async () => {
  const pdf = await print('list', { ...sampleData.list, heading: '名单\u{1F600}\u{3FFFD}' })
  expect(latin(pdf)).toMatch(/^%PDF/)
  expect(latin(pdf)).not.toContain('pdfaid')
})

test('one printing leaves nothing to the next', async () => {
  await printSample('admission-ticket')
  await expect(renderPdf('admission-ticket', sampleData['admission-ticket'], { at })).rejects.toThrow(/did not compile/)
})
