import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { assetParts, endBuilder, loadAssets } from '../web/assets.ts'
import { hashOfCode, type KeptCode, keptCode, useKept } from './kept-code.ts'
import type { BuiltAssets } from './messages.ts'
import type { prepare } from './prepare.ts'

export type Program = { readonly exec: string; readonly execArgv: string[] }

/** What the next serving process runs and is given: the code and the assets as they are at this moment. */
export type CodeOfNow = {
  readonly program: () => Program
  readonly assets: Promise<BuiltAssets>
  readonly prepare: () => Promise<typeof prepare>
  /** Puts together for the next start what was not kept; this one goes on as it began. */
  readonly keepForNext: () => void
}

export function codeOfNow(): CodeOfNow {
  const kept = keptCode(hashOfCode())
  if (kept) useKept(dirname(kept.servingProcess))
  return kept ? fromKept(kept) : fromSource()
}

const Prepare = z.object({ prepare: z.custom<typeof prepare>((value) => typeof value === 'function') })

const fromKept = (kept: KeptCode): CodeOfNow => ({
  // A start of other code may have swept it away meanwhile.
  program: () =>
    existsSync(kept.servingProcess)
      ? { exec: kept.servingProcess, execArgv: withoutTsx([...process.execArgv, '--enable-source-maps']) }
      : sourceProgram(),
  assets: Promise.resolve(kept.assets),
  prepare: async () => Prepare.parse(await import(pathToFileURL(kept.prepare).href)).prepare,
  keepForNext: () => undefined,
})

const sourceProgram = (): Program => ({ exec: join(import.meta.dirname, 'serving-process.ts'), execArgv: process.execArgv })

const fromSource = (): CodeOfNow => ({
  program: sourceProgram,
  // What builds them is a process of a hundred megabytes, and is not needed again soon.
  assets: loadAssets().finally(endBuilder).then(assetParts),
  prepare: () => import('./prepare.ts').then((module) => module.prepare),
  keepForNext: () => {
    const program = join(import.meta.dirname, 'put-together.ts')
    // Where nothing may be written it ends in vain, and the next start is as this one.
    spawn(process.execPath, [...process.execArgv, program], { stdio: 'ignore' })
      .on('error', () => undefined)
      .unref()
  },
})

/** Node's own flags without those by which tsx reads TypeScript: it would read through what was put together as well. */
export const withoutTsx = (flags: readonly string[]): string[] =>
  flags.filter(
    (flag, at) =>
      !isTsx(flag) &&
      !(loading.test(flag) && isTsx(`--import=${flags[at + 1] ?? ''}`)) &&
      !(loading.test(flags[at - 1] ?? '') && isTsx(`--import=${flag}`)),
  )
const loading = /^(--import|--require|-r)$/
const isTsx = (flag: string) => /^--(import|require)=(.*[\\/])?tsx([\\/].*)?$/.test(flag)
