import { toString as drawn } from 'qrcode'
import { expect, test } from 'vitest'
import { press, pressQueue } from './press.ts'
import { sampleData } from './sample-data.ts'

const sheet = (heading: string) => ({
  sheet: { template: 'list', data: JSON.stringify({ ...sampleData.list, heading, rows: [] }), at: '2026-11-22T01:30:00Z', pictures: {} },
})

test('a square code does not wait for the sheets that came before it', async () => {
  const done: string[] = []
  const made = ['一', '二', '三', '四', '五'].map((heading) => press(sheet(heading)).then(() => done.push(heading)))
  // Two are handed to the thread; the others wait.
  expect(pressQueue()).toBe(3)
  const code = press({ code: 'https://exam.example.gov.cn' }).then(() => done.push('code'))
  await Promise.all([...made, code])
  expect(done).toEqual(['一', '二', 'code', '三', '四', '五'])
  expect(pressQueue()).toBe(0)
})

test('an order that cannot be done is refused, and the next one is done', async () => {
  const broken = press({ sheet: { ...sheet('坏').sheet, template: 'no-such-template' } })
  await expect(broken).rejects.toThrow(/did not compile/)
  expect(
    Buffer.from(await press(sheet('好')))
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
})

test('a square code of an address is the one that a search for the shortest code gives', async () => {
  const address = 'https://exam.example.gov.cn/public/exams/4f0c/ticket-check#d=7b&h=Zq-x_'
  const searched = await drawn(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 1 })
  expect(Buffer.from(await press({ code: address })).toString()).toBe(searched)
})
