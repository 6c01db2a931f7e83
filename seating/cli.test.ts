import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { canonicalJson } from './canonical.ts'
import { sampleOpening, sampleSeats } from './sample.ts'
import { freeze } from './seed.ts'

const folder = mkdtempSync(join(tmpdir(), 'seating-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const seating = (...args: string[]) => {
  const ran = spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'cli.ts'), ...args], { encoding: 'utf8' })
  return { code: ran.status, out: ran.stdout, error: ran.stderr }
}
const file = (name: string, content: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const input = sampleSeats(40, 2, 2)
const frozen = freeze(input)
if (!frozen.ok) throw new Error(frozen.refusal.sentence)
const opening = sampleOpening(frozen.value)
const [first, second] = input.candidates

describe('the command line', () => {
  test('draws, and verifies what it drew; an altered transcript is refused', () => {
    const output = join(folder, 'transcript.json')
    expect(seating('draw', '--input', file('draw.json', { input, ...opening }), '--output', output)).toMatchObject({ code: 0, error: '' })
    expect(seating('verify', output)).toMatchObject({ code: 0, error: '' })
    const altered = readFileSync(output, 'utf8').replace('"seed":"', '"seed":"0')
    expect(seating('verify', file('altered.json', altered))).toMatchObject({ code: 2, error: expect.stringContaining('seed') })
  })

  test('draws a list that is written canonically from its text, and publishes the same bytes', () => {
    const outputs = ['canonical', 'any'].map((name) => join(folder, `${name}-transcript.json`))
    const given = [canonicalJson({ input, ...opening }), JSON.stringify({ input, ...opening })]
    for (const [at, output] of outputs.entries()) {
      expect(seating('draw', '--input', file('draw.json', given[at]), '--output', output)).toMatchObject({ code: 0, error: '' })
    }
    const [first, second] = outputs.map((output) => readFileSync(output, 'utf8'))
    expect(first).toBe(second)
    expect(seating('freeze', '--input', file('input.json', canonicalJson(input)))).toMatchObject({ out: `${frozen.value.freezeHash}\n` })
  })

  test('freezes and commits as the engine does', () => {
    const freezeHash = frozen.value.freezeHash
    expect(seating('freeze', '--input', file('input.json', input))).toMatchObject({ code: 0, out: `${freezeHash}\n` })
    const [commitment, reveal] = [opening.commitments[0], opening.reveals[0]]
    const made = seating('commit', '--freeze', freezeHash, '--party', commitment?.party ?? '', '--value', reveal?.value ?? '')
    expect(made).toMatchObject({ code: 0, out: `${commitment?.commitment}\n` })
  })

  test.each([
    { names: 'candidates', because: 'duplicate labels', content: { input: { ...input, candidates: [first, first] }, ...opening } },
    { names: 'rooms', because: 'too few seats', content: { input: { ...input, rooms: input.rooms.slice(0, 2) }, ...opening } },
    {
      names: 'candidates[0].subjects',
      because: 'unknown subject',
      content: { input: { ...input, candidates: [{ ...first, subjects: ['art'] }] }, ...opening },
    },
    {
      names: 'candidates[0].subjects',
      because: 'two subjects at the same time',
      content: { input: { ...input, candidates: [{ ...first, subjects: ['subject-1', 'subject-2'] }] }, ...opening },
    },
    {
      names: 'sessions[1]',
      because: 'contradictory times',
      content: { input: { ...input, sessions: [...input.sessions, { ...input.sessions[0], name: 'again', subjects: [] }] }, ...opening },
    },
    {
      names: 'rooms[0].capacity',
      because: 'contradictory rules',
      content: { input: { ...input, rules: { ...input.rules, roomLimit: 1 } }, ...opening },
    },
    {
      names: 'rooms[0].district',
      because: 'a district called like a site',
      content: { input: { ...input, rooms: input.rooms.map((room) => ({ ...room, district: 'site-01' })) }, ...opening },
    },
    { names: 'engine', because: 'wrong version', content: { input: { ...input, engine: '0' }, ...opening } },
    { names: 'reveals', because: 'a missing reveal', content: { input, ...opening, reveals: opening.reveals.slice(1) } },
    {
      names: 'reveals',
      because: 'a list changed after the commitments',
      content: { input: { ...input, candidates: [second] }, ...opening },
    },
    { names: 'publicValue', because: 'no public value', content: { input, commitments: opening.commitments, reveals: opening.reveals } },
    { names: 'bad.json', because: 'not JSON', content: '{' },
  ])('$because: exit code 2, a sentence that names $names, nothing written', ({ names, content }) => {
    const before = readdirSync(folder).length
    const path = file('bad.json', content)
    const output = join(folder, 'never.json')
    const ran = seating('draw', '--input', path, '--output', output)
    expect(ran).toMatchObject({ code: 2, out: '', error: expect.stringContaining(names) })
    expect(existsSync(output)).toBe(false)
    rmSync(path)
    expect(readdirSync(folder).length).toBe(before)
  })

  test('wrong use is told how', () => {
    expect(seating('draw', '--nonsense')).toMatchObject({ code: 2, error: expect.stringContaining('usage') })
    expect(seating()).toMatchObject({ code: 2, error: expect.stringContaining('usage') })
  })

  test('measures itself', () => {
    const ran = seating('bench', '--candidates', '2000', '--json')
    expect(ran.code).toBe(0)
    const figures: unknown = JSON.parse(ran.out)
    for (const name of ['seatsPerSecond', 'seconds', 'shuffleSeconds', 'ratioToShuffle', 'peakRssMb']) {
      expect(figures).toHaveProperty(name, expect.any(Number))
    }
  })
})
