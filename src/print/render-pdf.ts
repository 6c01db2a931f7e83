import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import type { Instant } from '../foundation/clock.ts'
import { invariant } from '../foundation/invariant.ts'
import type { Template, TemplateData } from './template-data.ts'

export type Printing = {
  /** Written into the file as its date: the same data at the same instant give the same bytes. */
  readonly at: Instant
  /** JPEG, PNG or SVG by the key the data use. */
  readonly pictures?: Readonly<Record<string, Uint8Array>>
}

const templates = join(dirname(fileURLToPath(import.meta.url)), 'templates')
const installed = createRequire(import.meta.url)

/** The sans face for labels, the serif for documents: both hold the name characters that most fonts lack. */
const fontFiles = () => {
  const sans = join(dirname(installed.resolve('@embedpdf/fonts-sc')), '..')
  const serif = dirname(installed.resolve('@expo-google-fonts/noto-serif-sc/package.json'))
  return [
    join(sans, 'fonts/NotoSansHans-Regular.otf'),
    join(sans, 'fonts/NotoSansHans-Bold.otf'),
    join(serif, '400Regular/NotoSerifSC_400Regular.ttf'),
    join(serif, '700Bold/NotoSerifSC_700Bold.ttf'),
  ]
}

let compiler: NodeCompiler | undefined
const compilerReady = (): NodeCompiler => {
  compiler ??= NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: fontFiles() }] })
  return compiler
}

/**
 * A page as PDF/A-2u, which also forbids a character without a glyph. Data reach Typst as one JSON input, never as source: a name
 * `#read("/etc/passwd")` is printed as such, and the compiler sees no folder but the templates.
 */
export async function renderPdf<T extends Template>(
  template: T,
  data: TemplateData[T],
  { at, pictures = {} }: Printing,
): Promise<Uint8Array> {
  const timestamp = Math.floor(at.epochMilliseconds / 1000)
  return withDocument(template, data, { at, pictures }, (typst, document) => {
    const archival = attempt(() => typst.pdf(document, { pdfStandard: 'a-2u', creationTimestamp: timestamp }))
    // Someone put a character no font has into a field: the page is printed with a box in its place rather than not at all.
    return new Uint8Array(archival ?? typst.pdf(document, { creationTimestamp: timestamp }))
  })
}

function withDocument<T extends Template, R>(
  template: T,
  data: TemplateData[T],
  { at, pictures = {} }: Printing,
  use: (typst: NodeCompiler, document: NodeTypstDocument) => R,
): R {
  const typst = compilerReady()
  const paths = Object.entries(pictures).map(([key, bytes]) => {
    invariant(/^[a-z0-9.-]{1,80}$/i.test(key), 'the key of a picture is a plain name')
    const path = join(templates, 'pictures', key)
    typst.mapShadow(path, Buffer.from(bytes))
    return path
  })
  try {
    const compiled = typst.compile({
      mainFilePath: join(templates, `${template}.typ`),
      inputs: { data: JSON.stringify(data), at: JSON.stringify(partsOf(at)) },
    })
    const document = compiled.result
    invariant(document, `the template ${template} did not compile: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`)
    return use(typst, document)
  } finally {
    for (const path of paths) typst.unmapShadow(path)
    typst.evictCache(10)
  }
}

function partsOf(at: Instant): number[] {
  const { year, month, day, hour, minute, second } = at.toZonedDateTimeISO('UTC')
  return [year, month, day, hour, minute, second]
}

function attempt<R>(work: () => R): R | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
