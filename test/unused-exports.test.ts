/**
 * Nothing is exported that no other module uses: code that only its own test calls is a rule that does not hold. An export for tests must
 * serve its own module as well, or stand below with its reason.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** For tests alone, and why. An entry that is used after all fails too. */
const forTests: Readonly<Record<string, string>> = {
  'src/foundation/calendar.ts noHolidays': 'a year in which only weekends are off, for the tests of clocks',
  'src/keys/keyring.ts temporaryKeyring': 'keys that are nowhere on disk',
  'src/print/sample-data.ts sampleData': 'one filled-in example of every printed page',
  'src/web/components/proof.tsx Unmask': 'shown in the gallery of components',
  'src/web/format.tsx MaskedId': 'shown in the gallery of components',
}

const files = ['src', 'db', 'seating', 'load', 'test'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file: `${root}/${file}`, text: readFileSync(`${root}/${file}`, 'utf8') })),
)
const isTest = (file: string) => file.startsWith('test/') || /\.test\.tsx?$/.test(file)
/**
 * Tables are described whole, and the draw engine stands alone: what it offers is for whoever takes it, too. Load scenarios and their scripts
 * are found by name.
 */
const isOffer = (file: string) => /^(db\/schema|seating|load\/scenarios|load\/scripts)\//.test(file)

/** What a module imports by name from others of ours: 'file name'. */
const importedBy = ({ file, text }: { readonly file: string; readonly text: string }) =>
  [
    ...[...text.matchAll(/\bimport\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'(\.[^']+)'/g)].map(([, names, from]) => [names, from]),
    // Loaded when it is needed.
    ...[...text.matchAll(/\bimport\('(\.[^']+)'\)\.then\(\(\{([^}]*)\}/g)].map(([, from, names]) => [names, from]),
  ].flatMap(([names = '', from = '']) =>
    names.split(',').flatMap((part) => {
      const name = /^(?:type\s+)?(\w+)/.exec(part.trim())?.[1]
      return name ? [`${new URL(from, `file:///${file}`).pathname.slice(1)} ${name}`] : []
    }),
  )

const used = new Set(files.filter(({ file }) => !isTest(file)).flatMap(importedBy))
const usedByTests = new Set(files.filter(({ file }) => isTest(file)).flatMap(importedBy))

const exported = files
  .filter(({ file }) => !isTest(file) && !isOffer(file))
  .flatMap(({ file, text }) =>
    [...text.matchAll(/^export\s+(?:async\s+)?(const|function|class|type)\s+(\w+)/gm)].map(([, kind = '', name = '']) => ({
      key: `${file} ${name}`,
      isType: kind === 'type',
      atHome: (text.match(new RegExp(`(?<![\\w.'-])${name}\\b`, 'g')) ?? []).length > 1,
    })),
  )

const unused = exported.filter(({ key, isType, atHome }) => {
  if (used.has(key)) return false
  // A type beside the schema it is inferred from, or the props of a component, costs nothing; one that nobody names does.
  if (isType) return !atHome && !usedByTests.has(key)
  return !(usedByTests.has(key) && atHome)
})

test('there is something to check', () => {
  expect(exported.length).toBeGreaterThan(1000)
  expect(used.size).toBeGreaterThan(1000)
})
test('every export is used by another module', () => {
  expect(unused.map(({ key }) => key).filter((key) => !(key in forTests))).toEqual([])
})
test('what is for tests alone is what stands there', () => {
  expect(Object.keys(forTests).filter((key) => !unused.some((one) => one.key === key))).toEqual([])
})
