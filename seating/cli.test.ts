import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { bench, benchPhase } from './bench.ts'
import { canonicalJson } from './canonical.ts'
import { answerTo } from './cli-commands.ts'
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

/** The same commands without a process of their own. */
describe('what is said, and the exit code', () => {
  const output = join(folder, 'said.json')
  const published = { freezeHash: frozen.value.freezeHash, commitments: opening.commitments }

  test('from the frozen list to the verified transcript', () => {
    const [commitment, reveal] = [opening.commitments[0], opening.reveals[0]]
    const words = ['--freeze', published.freezeHash, '--party', commitment?.party ?? '', '--value', reveal?.value ?? '']
    const given = file('said-draw.json', { input, ...opening })
    const lots = {
      ...input,
      kind: 'lots',
      labels: ['a', 'b'],
      candidates: undefined,
      rooms: undefined,
      rules: undefined,
      sessions: undefined,
    }
    expect(answerTo(['freeze', '--input', file('said-input.json', input)])).toEqual({ code: 0, said: published.freezeHash })
    expect(answerTo(['freeze', '--input', file('said-lots.json', lots)])).toMatchObject({ code: 0 })
    expect(answerTo(['commit', ...words])).toEqual({ code: 0, said: commitment?.commitment })
    expect(answerTo(['draw', '--input', given, '--output', output])).toMatchObject({ code: 0 })
    const verdict = { code: 0, said: expect.stringContaining('ok: ') }
    expect(answerTo(['verify', output])).toEqual(verdict)
    expect(answerTo(['verify', output, '--published', file('published.json', published)])).toEqual(verdict)
    const text = readFileSync(output, 'utf8')
    const canonical = file('said-canonical.json', canonicalJson({ input, ...opening }))
    expect(answerTo(['draw', '--input', canonical, '--output', output])).toMatchObject({ code: 0 })
    expect(readFileSync(output, 'utf8')).toBe(text)
  })

  test.each([
    { names: 'cannot be read as JSON', words: ['freeze', '--input', join(folder, 'nowhere.json')] },
    { names: 'kind is not one of', words: ['freeze', '--input', file('text.json', '"text"')] },
    { names: 'text.json is not an object', words: ['verify', output, '--published', file('text.json', '"text"')] },
    { names: 'input is not an object', words: ['draw', '--input', file('t.json', { input: 1, ...opening }), '--output', output] },
    { names: 'cannot be read as JSON', words: ['draw', '--input', file('words.json', 'words'), '--output', output] },
    { names: 'cannot be read as JSON', words: ['verify', output, '--published', file('words.json', 'words')] },
    {
      names: 'reveal_missing: reveals',
      words: ['draw', '--input', file('r.json', { input, ...opening, reveals: opening.reveals.slice(1) }), '--output', output],
    },
    { names: 'cannot be read', words: ['verify', join(folder, 'nowhere.json')] },
    { names: 'not JSON', words: ['verify', file('words.json', 'words')] },
    { names: 'publicValue is not a string', words: ['verify', output, '--published', file('p.json', { ...published, publicValue: 1 })] },
    {
      names: 'cannot be written',
      words: ['draw', '--input', file('d.json', { input, ...opening }), '--output', join(folder, 'no', 'x.json')],
    },
    { names: '64 lower-case', words: ['commit', '--freeze', 'x', '--party', 'p', '--value', published.freezeHash] },
    { names: '64 lower-case', words: ['commit', '--freeze', published.freezeHash, '--party', 'p', '--value', 'x'] },
    { names: 'usage', words: ['commit', '--freeze', published.freezeHash, '--party', 'p'] },
    { names: 'usage', words: ['draw', '--input', output] },
    { names: 'usage', words: ['draw', '--nonsense'] },
    { names: '--candidates', words: ['bench', '--candidates', '0'] },
    { names: '--candidates', words: ['bench', '--candidates', '4000001'] },
    { names: '--candidates', words: ['bench', '--candidates', '1.5'] },
  ])('$words.0 says: $names', ({ names, words }) => {
    expect(answerTo(words)).toEqual({ code: 2, said: expect.stringContaining(names) })
  })

  test('bytes that are no text are no transcript', () => {
    const path = join(folder, 'bytes.json')
    writeFileSync(path, Uint8Array.of(0xff, 0xfe))
    expect(answerTo(['verify', path])).toEqual({ code: 2, said: expect.stringContaining('cannot be read') })
  })

  test('the transcripts before are read, too', () => {
    const given = file('before.json', { input, ...opening })
    expect(answerTo(['draw', '--input', given, '--output', output]).code).toBe(0)
    // A draw of seats follows nothing; what stands before it is not asked.
    expect(answerTo(['verify', output, '--after', output])).toMatchObject({ code: 0 })
    expect(answerTo(['verify', output, '--after', join(folder, 'nowhere.json')])).toMatchObject({ code: 2 })
  })

  test('the program says it on the right stream', async () => {
    const [given, code] = [process.argv, process.exitCode]
    const [out, error] = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockReturnValue(true))
    for (const words of [['freeze', '--input', file('stream.json', input)], ['nonsense']]) {
      process.argv = ['node', 'cli.ts', ...words]
      vi.resetModules()
      await import('./cli.ts')
    }
    const ended = process.exitCode
    process.argv = given
    process.exitCode = code
    const said = [out?.mock.calls, error?.mock.calls].map((calls) => calls?.map(([text]) => String(text)))
    vi.restoreAllMocks()
    expect(ended).toBe(2)
    expect(said).toEqual([[`${published.freezeHash}\n`], [expect.stringContaining('usage')]])
  })
})

describe('the measurement', () => {
  test('each phase leaves what the next one reads, and is told as figures', () => {
    const place = mkdtempSync(join(folder, 'phases-'))
    for (const phase of ['make', 'shuffle', 'draw', 'freeze', 'publish'] as const) {
      expect(benchPhase(phase, place, 1000)).toEqual({ seconds: expect.any(Number), peakRssMb: expect.any(Number) })
    }
    const words = ['bench', '--phase', 'check', '--folder', place, '--candidates', '1000']
    expect(answerTo([...words, '--json'])).toMatchObject({ code: 0, said: expect.stringMatching(/^\{"seconds":/) })
    expect(answerTo(words)).toMatchObject({ code: 0, said: expect.stringMatching(/^seconds \d.*\npeakRssMb \d+$/) })
    writeFileSync(join(place, 'transcript.json'), '{}')
    expect(() => answerTo(words)).toThrow('transcript lacks')
    writeFileSync(join(place, 'input.json'), '{}')
    expect(() => benchPhase('draw', place, 1000)).toThrow('the sample is not canonical')
  })

  test('the time of many stands beside that of few', () => {
    expect(bench(1000, 900)).toMatchObject({ candidates: 1000, secondsAt100k: expect.any(Number), staffRooms: 34, staffPeople: 106 })
    const said = answerTo(['bench', '--candidates', '900'])
    expect(said).toMatchObject({ code: 0, said: expect.stringMatching(/^candidates 900\n/) })
    expect(said.said).not.toContain('secondsAt100k')
    // So few candidates that the sample wishes for sites without a room.
    expect(() => bench(60)).toThrow(/^shuffle: /)
  })
})
