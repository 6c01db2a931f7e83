import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isKeptUsed, useKept } from './kept-code.ts'

test('code is used as long as a process lives that starts others from it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongyuan-kept-'))
  expect(isKeptUsed(folder)).toBe(false)
  useKept(folder)
  expect(isKeptUsed(folder)).toBe(true)
  // The highest number that Linux gives to a process is smaller.
  renameSync(join(folder, `used-by-${process.pid}`), join(folder, 'used-by-4194305'))
  expect(isKeptUsed(folder)).toBe(false)
  useKept(join(folder, 'of nobody'))
  rmSync(folder, { recursive: true })
})
