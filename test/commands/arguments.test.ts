import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'))

/** As npm starts it, without npm: every script is `tsx [options] FILE`. */
function started(script: string, ...words: string[]) {
  const [, ...parts] = (scripts[script] ?? '').split(' ')
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', ...parts, ...words], { encoding: 'utf8', timeout: 60_000 })
  return { status, lines: stderr.trim().split('\n') }
}

test.each([
  { script: 'rehearse', words: ['--candidates', 'x'], says: '--candidates takes a whole number from 40 to 20000, and was given "x"' },
  { script: 'rehearse', words: ['--candidates', '39'], says: 'and was given "39"' },
  { script: 'rehearse', words: ['--candidats', '300'], says: '--candidats' },
  { script: 'start', words: ['--port', '80'], says: '--port' },
  { script: 'migrate', words: ['--dry-run'], says: '--dry-run' },
  { script: 'check-exam', words: ['2026'], says: '2026' },
  { script: 'verify-log', words: ['--checkpoint', 'no-such-file'], says: 'no-such-file' },
  { script: 'verify-log', words: ['--former-key', 'north.test/log'], says: 'is no key of a log' },
  { script: 'verify-proof', words: [], says: 'npm run verify-proof -- --key KEY' },
  { script: 'seating', words: ['shuffle'], says: 'usage:' },
])('npm run $script -- $words: a sentence and exit code 2', ({ script, words, says }) => {
  const { status, lines } = started(script, ...words)
  expect(lines.join('\n')).toContain(says)
  expect(lines.filter((line) => /^\s+at |^node:/.test(line))).toEqual([])
  expect(status).toBe(2)
})
