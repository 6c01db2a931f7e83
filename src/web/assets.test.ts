import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundleBrowserCode, loadAssets } from './assets.ts'

describe('assets', () => {
  test('the stylesheet is one file, small, found by its path, and fetches nothing', async () => {
    const { stylesheet, icon, byPath } = await loadAssets()
    expect(stylesheet.path).toMatch(/^\/assets\/style\.[0-9a-f]{16}\.css$/)
    expect(stylesheet.body.length).toBeLessThan(40_000)
    expect(stylesheet.body).not.toMatch(/@import|url\(/)
    expect(byPath.get(stylesheet.path)).toBe(stylesheet)
    expect(byPath.get(icon.path)?.type).toContain('svg')
  })

  test('browser code is bundled by stage and file, and its address follows its content', async () => {
    const root = mkdtempSync(join(tmpdir(), 'browser-code-'))
    const folder = join(root, 'seating', 'browser')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(root, 'seating', 'twice.ts'), 'export const twice = (n: number): number => n * 2\n')
    const write = (n: number) =>
      writeFileSync(join(folder, 'recompute.ts'), `import { twice } from '../twice.ts'\ndocument.title = String(twice(${n}))\n`)
    writeFileSync(join(folder, 'recompute.test.ts'), 'throw new Error("never bundled")\n')
    write(1)
    const first = await bundleBrowserCode(root)
    write(2)
    const second = await bundleBrowserCode(root)
    expect([...first.keys()]).toEqual(['seating-recompute'])
    const before = first.get('seating-recompute')
    const after = second.get('seating-recompute')
    expect(before?.path).toMatch(/^\/assets\/seating-recompute\.[0-9a-f]{16}\.js$/)
    expect(before?.body).toContain('document.title')
    expect(before?.body).not.toContain('import')
    expect(after?.path).not.toBe(before?.path)
  })
})
