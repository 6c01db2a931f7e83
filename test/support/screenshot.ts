import { openBrowser } from './browser.ts'

/** npx tsx test/support/screenshot.ts URL out.png [width] [dark] */
const [url, file, width = '1280', scheme = 'light'] = process.argv.slice(2)
if (!url || !file) {
  process.stderr.write('usage: npx tsx test/support/screenshot.ts URL out.png [width] [dark]\n')
  process.exit(2)
}
const browser = await openBrowser()
const page = await browser.newPage({ width: Number(width), dark: scheme === 'dark' })
await page.goto(url, { waitUntil: 'networkidle' })
await page.screenshot({ path: file, fullPage: true })
await browser.close()
