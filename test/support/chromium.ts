import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Which Chromium the browser tests drive, and the environment it needs to start on a bare machine. */
export type Chromium = { readonly executable: string; readonly environment: Readonly<Record<string, string>> }

const modules = resolve(dirname(fileURLToPath(import.meta.url)), '../../node_modules')

export async function findChromium(): Promise<Chromium> {
  const installed = systemChromium()
  if (installed) return { executable: installed, environment: { FONTCONFIG_FILE: fontConfiguration() } }
  const { executable, libraries } = await bundledChromium()
  return { executable, environment: { FONTCONFIG_FILE: fontConfiguration(), LD_LIBRARY_PATH: libraries } }
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge', 'microsoft-edge']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

function systemChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...places].find(executable)
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Unpacks the Chromium that npm brings, once per machine and version. Test files run side by side: each unpacks into a folder of
 * its own and only a finished folder is given the shared name, so nobody ever starts half a browser.
 */
async function bundledChromium(): Promise<{ executable: string; libraries: string }> {
  const { version } = JSON.parse(readFileSync(join(modules, '@sparticuz/chromium/package.json'), 'utf8'))
  const finished = join(tmpdir(), `gongyuan-chromium-${version}`)
  if (!existsSync(finished)) {
    const own = mkdtempSync(`${finished}-`)
    await unpackInto(own)
    try {
      renameSync(own, finished)
    } catch (error) {
      rmSync(own, { recursive: true, force: true })
      if (!existsSync(finished)) throw error
    }
  }
  return { executable: join(finished, 'chromium'), libraries: join(finished, 'al2023', 'lib') }
}

/** The package unpacks into the system's temporary folder, and brings NSS and expat only when it takes the machine for a Lambda. */
async function unpackInto(folder: string): Promise<void> {
  const before = { ...process.env }
  process.env.TMPDIR = folder
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x'
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    await chromium.executablePath()
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      const value = before[name]
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

/** Fonts come from node_modules: without them every Chinese character is an empty box. */
function fontConfiguration(): string {
  const folder = join(tmpdir(), 'gongyuan-fonts')
  const file = join(folder, 'fonts.conf')
  const fonts = ['@embedpdf/fonts-sc/fonts', '@expo-google-fonts/noto-serif-sc'].map((name) => join(modules, name))
  const system = ['/usr/share/fonts', '/usr/local/share/fonts']
  mkdirSync(join(folder, 'cache'), { recursive: true })
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${[...fonts, ...system].map((path) => `  <dir>${path}</dir>`).join('\n')}
  <cachedir>${join(folder, 'cache')}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans S Chinese</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Noto Sans S Chinese</family></prefer></alias>
  <alias><family>serif</family><prefer><family>Noto Serif SC</family></prefer></alias>
</fontconfig>
`
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text)
  return file
}
