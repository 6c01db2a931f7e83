import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { invariant } from '../foundation/invariant.ts'

/** One page to set, as it travels to the thread that sets it: data as JSON text, the instant as text. */
export type Sheet = {
  readonly template: string
  readonly data: string
  readonly at: string
  readonly pictures: Readonly<Record<string, Uint8Array>>
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
 * `#read("/etc/passwd")` is printed as such, and the compiler sees no folder but the templates. Nothing else runs in the thread meanwhile.
 */
export function typeset({ template, data, at, pictures }: Sheet): Uint8Array<ArrayBuffer> {
  const instant = Temporal.Instant.from(at)
  const timestamp = Math.floor(instant.epochMilliseconds / 1000)
  return withDocument({ template, data, pictures, at: partsOf(instant) }, (typst, document) => {
    const archival = attempt(() => typst.pdf(document, { pdfStandard: 'a-2u', creationTimestamp: timestamp }))
    // Someone put a character no font has into a field: the page is printed with a box in its place rather than not at all.
    return new Uint8Array(archival ?? typst.pdf(document, { creationTimestamp: timestamp }))
  })
}

function withDocument<R>(
  { template, data, pictures, at }: Omit<Sheet, 'at'> & { readonly at: readonly number[] },
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
    const compiled = typst.compile({ mainFilePath: join(templates, `${template}.typ`), inputs: { data, at: JSON.stringify(at) } })
    const document = compiled.result
    invariant(document, `the template ${template} did not compile: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`)
    return use(typst, document)
  } finally {
    for (const path of paths) typst.unmapShadow(path)
    typst.evictCache(10)
  }
}

function partsOf(at: Temporal.Instant): number[] {
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
