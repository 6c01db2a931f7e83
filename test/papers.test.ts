/** What the papers say exists does: commands, settings, files. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import packageFile from '../package.json' with { type: 'json' }

const papers = ['README.md', 'ARCHITECTURE.md', 'DECISIONS.md', 'REGULATION.md', 'seating/README.md']
const read = (file: string) => readFileSync(file, 'utf8')
const readme = read('README.md')

test('every command the papers name is in package.json, and the README names them all', () => {
  const named = (text: string) =>
    [...text.matchAll(/\bnpm (?:run (?:-s )?([a-z-]+)|(test|start)\b)/g)].map(([, run, short]) => run ?? short ?? '')
  const known = new Set(Object.keys(packageFile.scripts))
  expect(papers.flatMap((file) => named(read(file)).flatMap((name) => (known.has(name) ? [] : [`${file}: ${name}`])))).toEqual([])
  const inReadme = new Set(named(readme))
  expect(Object.keys(packageFile.scripts).filter((name) => !inReadme.has(name))).toEqual([])
})

test('the README names every setting, and none that is not read', () => {
  const settings = [...read('src/config.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+): z?/gm)].map(([, name = '']) => name)
  const table = readme.split('| setting |')[1]?.split('\n\n')[0] ?? ''
  const named = [...table.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name),
  )
  expect(settings.length).toBeGreaterThan(10)
  expect(named.toSorted()).toEqual(settings.toSorted())
})

test('every file and folder the papers name is there, and pictures are small', () => {
  const path = /[`(]((?:src|db|test|seating|docker|docs)\/[\w./-]*)[`)]/g
  const named = papers.flatMap((file) => [...read(file).matchAll(path)].map(([, name = '']) => name))
  expect(named.length).toBeGreaterThan(100)
  expect([...new Set(named)].filter((name) => !existsSync(name))).toEqual([])
  expect(named.filter((name) => name.endsWith('.png') && statSync(name).size > 200_000)).toEqual([])
})
