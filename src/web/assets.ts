import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, stop } from 'esbuild'
import { sealMark } from './seal.ts'

/** Something served for ever under its content hash: a change of content is a change of address. */
export type Asset = { readonly path: string; readonly body: string; readonly type: string }

export type Assets = {
  readonly stylesheet: Asset
  readonly icon: Asset
  /** Browser code by name: `seating-recompute` for src/seating/browser/recompute.ts. */
  readonly scripts: ReadonlyMap<string, Asset>
  readonly byPath: ReadonlyMap<string, Asset>
}

const source = dirname(dirname(fileURLToPath(import.meta.url)))

/** Builds everything once, in memory, at the start of the process. */
export async function loadAssets(): Promise<Assets> {
  const [stylesheet, scripts] = await Promise.all([bundleStylesheet(), bundleBrowserCode()])
  const icon = asset('mark', 'svg', 'image/svg+xml; charset=utf-8', sealMark)
  return assetsOf({ stylesheet, icon, scripts: Object.fromEntries(scripts) })
}

/** Lets go of the program that builds; the next time it is started again. Not while something is being built. */
export const endBuilder = (): Promise<void> => stop()

/** As they travel to another process. */
type AssetParts = Pick<Assets, 'stylesheet' | 'icon'> & { readonly scripts: Readonly<Record<string, Asset>> }

export const assetParts = ({ stylesheet, icon, scripts }: Assets): { stylesheet: Asset; icon: Asset; scripts: Record<string, Asset> } => ({
  stylesheet,
  icon,
  scripts: Object.fromEntries(scripts),
})

export function assetsOf({ stylesheet, icon, scripts }: AssetParts): Assets {
  const all = [stylesheet, icon, ...Object.values(scripts)]
  return { stylesheet, icon, scripts: new Map(Object.entries(scripts)), byPath: new Map(all.map((one) => [one.path, one])) }
}

async function bundleStylesheet(): Promise<Asset> {
  const { outputFiles } = await build({
    entryPoints: [join(source, 'web/style.css')],
    bundle: true,
    minify: true,
    write: false,
    target: ['chrome109', 'firefox115', 'safari15.4'],
    logLevel: 'silent',
  })
  return asset('style', 'css', 'text/css; charset=utf-8', outputFiles[0]?.text ?? '')
}

/** One module for each src/<stage>/browser/*.ts; tests beside them are left out. */
export async function bundleBrowserCode(root: string = source): Promise<Map<string, Asset>> {
  const found = browserEntries(root)
  const bundled = await Promise.all(
    found.map(async ({ name, file }) => {
      const { outputFiles } = await build({
        entryPoints: [file],
        bundle: true,
        minify: true,
        write: false,
        format: 'esm',
        platform: 'browser',
        target: 'es2022',
        logLevel: 'silent',
      })
      return [name, asset(name, 'js', 'text/javascript; charset=utf-8', outputFiles[0]?.text ?? '')] as const
    }),
  )
  return new Map(bundled)
}

function browserEntries(root: string): { name: string; file: string }[] {
  return readdirSync(root)
    .map((stage) => ({ stage, folder: join(root, stage, 'browser') }))
    .filter(({ folder }) => existsSync(folder))
    .flatMap(({ stage, folder }) =>
      readdirSync(folder)
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('.d.ts'))
        .map((file) => ({ name: `${stage}-${basename(file, '.ts')}`, file: join(folder, file) })),
    )
}

function asset(name: string, extension: string, type: string, body: string): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16)
  return { path: `/assets/${name}.${hash}.${extension}`, body, type }
}
