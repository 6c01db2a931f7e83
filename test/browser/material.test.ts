import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openFile } from '../../src/files/sealed-files.ts'
import { known } from '../../src/foundation/invariant.ts'
import { audit, type Browser, openBrowser, type Page, sizes, sticksOut, visit } from '../support/browser.ts'
import { announcedRecruitment, officers, positionOf, text } from '../support/exams.ts'
import { openOffice, type TestPerson } from '../support/office.ts'
import { type Site, serve } from '../support/site.ts'

const office = await openOffice()
const exam = await announcedRecruitment(office, await officers(office))
const folder = mkdtempSync(join(tmpdir(), 'photographs-'))
let browser: Browser
let site: Site

const file = async (name: string, image: Sharp) => {
  const path = join(folder, name)
  writeFileSync(path, await image.toBuffer())
  return path
}
/** A head before a wall of one colour, as a phone takes it: lying, far too large for the service as it is. */
const wide = (wall: string) =>
  sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="2400" height="1800"><rect width="2400" height="1800" fill="${wall}"/>
      <path d="M800 1800q40-500 400-520q360 20 400 520z" fill="#24324a"/><ellipse cx="1200" cy="760" rx="300" ry="400" fill="#e2b48c"/></svg>`),
  )
/** Before a curtain. */
const striped = sharp(
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="600" height="840"><rect width="600" height="840" fill="#fff"/>
    ${[0, 1, 2, 3, 4].map((n) => `<rect x="${120 * n}" width="60" height="840" fill="#264"/>`).join('')}</svg>`),
)
let files: { plain: string; busy: string; small: string; text: string; scan: string }

beforeAll(async () => {
  office.moveClock('2026-03-10T10:00:00+08:00')
  browser = await openBrowser()
  site = await serve(browser, office)
  const noise = sharp(randomBytes(900 * 900 * 3), { raw: { width: 900, height: 900, channels: 3 } })
  files = {
    plain: await file('plain.jpg', wide('#e8f0f8').jpeg()),
    busy: await file('busy.jpg', striped.jpeg()),
    small: await file('small.png', sharp({ create: { width: 200, height: 280, channels: 3, background: '#fff' } }).png()),
    text: join(folder, 'text.jpg'),
    scan: await file('scan.jpg', noise.jpeg({ quality: 95 })),
  }
  writeFileSync(files.text, 'this is no picture')
}, 60_000)
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => office.moveClock('2026-03-10T10:00:00+08:00'))

async function applying(): Promise<{ person: TestPerson; api: string; step: (n: number) => string }> {
  const person = await office.candidate()
  const reply = await person.post(`/api/exams/${exam.examId}/applications`, { positionId: positionOf(exam, '001E') })
  const id = text(reply.body, 'applicationId')
  site.as(person)
  return { person, api: `/api/exams/${exam.examId}/applications/${id}`, step: (n) => site.address(`/my/applications/${id}/form/${n}`) }
}
const news = (page: Page) => page.textContent('#material-news')
const says = (page: Page, wanted: string) =>
  page.waitForFunction((part) => document.querySelector('#material-news')?.textContent?.includes(part), wanted)
const stored = async (api: string, kind: string) => {
  const id = api.split('/').at(-1) ?? ''
  const rows = await office.admin<{ file: string; border_plain: number | null }[]>`
    select file, border_plain from documents where application_id = ${id} and kind = ${kind} and replaced_at is null`
  return rows.length === 1 ? known(rows[0], 'a document') : undefined
}
const chosen = async (page: Page, path: string) => {
  await page.setInputFiles('#material input[type=file]', path)
}

describe('the step of the photograph', () => {
  test.each(sizes)('is in order at %i px, before and after a picture was chosen', async (width) => {
    const { step } = await applying()
    const page = await browser.newPage({ width })
    expect((await visit(page, step(7), [width])).findings).toEqual([])
    await chosen(page, files.plain)
    await page.waitForSelector('#photo-editor:not([hidden])')
    await says(page, '背景为浅色纯色')
    expect(await audit(page)).toEqual([])
    expect(await sticksOut(page)).toEqual([])
    await page.close()
  })

  test('cuts what lies under the outline, moved by keys alone, and the service takes it', async () => {
    const { api, step, person } = await applying()
    const page = await browser.newPage({ width: 390 })
    await page.goto(`${step(7)}`)
    await chosen(page, files.plain)
    await page.waitForSelector('#photo-editor:not([hidden])')
    const drawn = () => page.evaluate(() => document.querySelector<HTMLCanvasElement>('#photo-canvas')?.toDataURL() ?? '')
    const redrawn = async (act: () => Promise<void>) => {
      const before = await drawn()
      await act()
      await page.waitForFunction((was) => document.querySelector<HTMLCanvasElement>('#photo-canvas')?.toDataURL() !== was, before)
    }
    await page.focus('#photo-frame')
    for (const key of ['+', '+', 'ArrowLeft', 'ArrowUp', 'ArrowRight', '-']) await redrawn(() => page.keyboard.press(key))
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-frame'))).toBe('left')
    await redrawn(() => page.keyboard.press('Enter'))
    await redrawn(() => page.locator('#photo-zoom').press('ArrowRight'))
    await redrawn(async () => {
      const box = known(await page.locator('#photo-canvas').boundingBox(), 'a frame')
      await page.mouse.move(box.x + 100, box.y + 100)
      await page.mouse.down()
      await page.mouse.move(box.x + 60, box.y + 80, { steps: 4 })
      await page.mouse.up()
    })
    await page.click('#material > button')
    await page.waitForSelector('img.photo')
    const photo = known(await stored(api, 'photo'), 'a photograph')
    expect(photo.border_plain).toBeGreaterThanOrEqual(850)
    const kept = await sharp(await openFile(office.deps, photo.file)).metadata()
    expect(kept).toMatchObject({ width: 500, height: 700, format: 'jpeg' })
    expect((await person.get(api)).body).toMatchObject({ photo: true, photoPlain: true })
    await page.close()
  })

  test('says what is wrong: too small stops it, a busy background is a remark here and on the page afterwards', async () => {
    const { api, step } = await applying()
    const page = await browser.newPage()
    await page.goto(step(7))
    await chosen(page, files.small)
    await says(page, '照片太小')
    expect(await page.isDisabled('#material > button')).toBe(true)
    await chosen(page, files.text)
    await says(page, '无法读取')
    expect(await page.isVisible('#photo-editor')).toBe(false)
    await chosen(page, files.busy)
    await says(page, '不是浅色纯色')
    await page.click('#material > button')
    await page.waitForSelector('.notice.attention')
    expect(await page.textContent('.notice.attention')).toContain('背景')
    expect((await stored(api, 'photo'))?.border_plain).toBeLessThan(850)
    await page.close()
  })

  test('is sent once however often one presses and moves meanwhile, also by a browser that remembers nothing', async () => {
    const { api, step } = await applying()
    const page = await browser.newPage()
    await page.addInitScript(() =>
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError')
        },
      }),
    )
    await page.clock.install()
    const announced: string[] = []
    const { promise: held, resolve: go } = Promise.withResolvers<void>()
    await page.route(`**${api}/uploads?**`, async (route) => {
      announced.push(route.request().method())
      await held
      return route.fallback()
    })
    await page.goto(step(7))
    await chosen(page, files.plain)
    await says(page, '背景为浅色纯色')
    await page.click('#material > button')
    await says(page, '正在上传')
    await page.focus('#photo-frame')
    await page.keyboard.press('ArrowLeft')
    // The moved picture is judged when the hand has rested.
    await page.clock.fastForward(1000)
    expect(await page.isDisabled('#material > button')).toBe(true)
    expect(await news(page)).toContain('正在上传')
    go()
    await page.waitForSelector('img.photo')
    expect(announced).toEqual(['POST'])
    expect(await stored(api, 'photo')).toBeDefined()
    await page.close()
  })

  test('without script: the form takes a photograph as it is and the service judges it the same', async () => {
    const plain = await openBrowser({ javaScript: false })
    try {
      const { api, step, person } = await applying()
      const other = await serve(plain, office)
      other.as(person)
      const page = await plain.newPage({ width: 390 })
      await page.goto(step(7))
      expect(await page.isVisible('#photo-editor')).toBe(false)
      expect(await page.getAttribute('#material', 'enctype')).toBe('multipart/form-data')
      expect(await page.isEnabled('#material > button')).toBe(true)
      // What this browser would send: a test sees no file in a form that it routes.
      const action = known((await page.getAttribute('#material', 'action')) ?? undefined, 'a target')
      const send = async (path: string) => {
        const reply = await person.form(action, { file: new File([readFileSync(path)], 'me.jpg'), kind: 'photo' })
        return { status: reply.status, code: reply.code }
      }
      expect(await send(files.plain)).toEqual({ status: 422, code: 'photo_shape_wrong' })
      expect(await send(files.small)).toEqual({ status: 422, code: 'photo_too_small' })
      expect(await send(files.busy)).toEqual({ status: 303, code: undefined })
      await page.goto(step(7))
      expect(await page.textContent('.notice.attention')).toContain('背景')
      expect(await stored(api, 'photo')).toBeDefined()
    } finally {
      await plain.close()
    }
  })
})

describe('a paper over a bad line', () => {
  test('goes on by itself after the line was lost, and after the page was opened anew', async () => {
    const { api, step } = await applying()
    const page = await browser.newPage()
    const sent = statSync(files.scan)
    expect(sent.size).toBeGreaterThan(600_000)
    const asked: string[] = []
    // The service gets half of what was sent, and the browser no answer; then nothing gets through at all.
    let line: 'half' | 'dead' | 'good' = 'half'
    await page.route(`**${api}/uploads/**`, async (route) => {
      const request = route.request()
      asked.push(request.method())
      if (line === 'dead') return route.abort('connectionreset')
      if (line === 'half' && request.method() === 'PATCH') {
        line = 'dead'
        const body = known(request.postDataBuffer() ?? undefined, 'a body')
        const { host: _, ...headers } = request.headers()
        const cookies = await office.sessionToken(known(who, 'a person').accountId)
        await office.app.request(request.url(), {
          method: 'PATCH',
          headers: { ...headers, origin: office.authority.origin, cookie: `session=${cookies}` },
          body: new Uint8Array(body.subarray(0, 300_000)),
        })
        return route.abort('connectionreset')
      }
      return route.fallback()
    })
    const who = await currentPerson(api)
    await page.goto(step(8))
    await page.selectOption('select[name=kind]', 'education')
    await chosen(page, files.scan)
    await page.click('#material > button')
    await says(page, '自动续传')
    expect((await uploadOf(api)).received).toBe(300_000)
    // Opened anew, in the middle of it.
    await page.goto(step(8))
    line = 'good'
    asked.length = 0
    await page.selectOption('select[name=kind]', 'education')
    await chosen(page, files.scan)
    await Promise.all([page.waitForURL(step(8)), page.click('#material > button')])
    await page.waitForFunction(() => document.body.textContent?.includes('已上传'))
    expect(asked).toEqual(['HEAD', 'PATCH'])
    expect(await stored(api, 'education')).toBeDefined()
    expect(await uploadOf(api)).toMatchObject({ received: sent.size, document: true })
    await page.close()
  })

  test('what the service refuses is said in the page’s language', async () => {
    const { step } = await applying()
    const page = await browser.newPage()
    await page.goto(`${step(8)}?lang=en`)
    await page.selectOption('select[name=kind]', 'education')
    await chosen(page, files.text)
    await page.click('#material > button')
    await says(page, 'not a picture')
    expect(await news(page)).toContain('JPG or PNG')
    await page.close()
  })

  const uploadOf = async (api: string) => {
    const [row] = await office.admin<{ received: number; document: boolean }[]>`
      select received, document_id is not null as document from uploads where application_id = ${api.split('/').at(-1) ?? ''}`
    return known(row, 'an upload')
  }
  const currentPerson = async (api: string) => {
    const [row] = await office.admin<{ accountId: TestPerson['accountId'] }[]>`
      select c.id as "accountId" from applications a join accounts c on c.person_id = a.person_id where a.id = ${api.split('/').at(-1) ?? ''}`
    return row
  }
})
