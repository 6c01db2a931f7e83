import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

/** What is installed is what package-lock.json says: no version with a known flaw, nothing forbidden, complete on every platform. */
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
const Names = z.record(z.string(), z.string())
const Package = z.looseObject({
  version: z.string().optional(),
  resolved: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
  optionalDependencies: Names.optional(),
})
const { packages } = z.looseObject({ packages: z.record(z.string(), Package) }).parse(read('../package-lock.json'))
const { floors, forbidden } = z.strictObject({ floors: Names, forbidden: Names }).parse(read('advisory-floor.json'))
const { allowScripts } = z.looseObject({ allowScripts: z.record(z.string(), z.literal(true)) }).parse(read('../package.json'))

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
const installed = Object.entries(packages).flatMap(([path, found]) => (path === '' ? [] : [{ path, name: nameOf(path), ...found }]))

/** 1.10.0 is above 1.9.9; a pre-release is below its release. */
function isBelow(version: string, floor: string): boolean {
  const [numbers = '', preRelease] = version.split('-', 2)
  const [mine, least] = [numbers, floor].map((text) => text.split('.').map(Number))
  for (const place of [0, 1, 2]) {
    const difference = (mine?.[place] ?? 0) - (least?.[place] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return preRelease !== undefined
}

describe('the advisory floor', () => {
  test.each([
    { version: '4.12.20', floor: '4.12.21', below: true },
    { version: '4.12.21', floor: '4.12.21', below: false },
    { version: '4.12.21-rc.1', floor: '4.12.21', below: true },
    { version: '4.9.99', floor: '4.12.21', below: true },
    { version: '5.0.0', floor: '4.12.21', below: false },
  ])('$version against $floor', ({ version, floor, below }) => {
    expect(isBelow(version, floor)).toBe(below)
  })

  test.each(Object.entries(floors))('%s is at least %s wherever it is installed', (name, floor) => {
    const tooOld = installed.filter((found) => found.name === name && isBelow(found.version ?? '0.0.0', floor))
    expect(tooOld.map(({ path, version }) => `${path} ${version}`)).toEqual([])
  })

  test.each(Object.entries(forbidden))('%s is not installed: %s', (name) => {
    expect(installed.filter((found) => found.name === name).map(({ path }) => path)).toEqual([])
  })
})

describe('the lock file', () => {
  test('names no registry', () => {
    expect(installed.filter(({ resolved }) => resolved !== undefined).map(({ path, resolved }) => `${path} ${resolved}`)).toEqual([])
  })

  test("holds every platform's packages, without which npm ci refuses", () => {
    const here = new Set(installed.map(({ path }) => path))
    const seenFrom = (path: string, name: string): boolean =>
      here.has(`${path === '' ? '' : `${path}/`}node_modules/${name}`) ||
      (path !== '' && seenFrom(path.slice(0, Math.max(path.lastIndexOf('/node_modules/'), 0)), name))
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !seenFrom(path, name)),
    )
    expect(missing).toEqual([])
  })

  test('brings no install script that package.json does not allow', () => {
    const scripts = installed.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name)
    expect(scripts.filter((name) => !(name in allowScripts))).toEqual([])
  })
})
