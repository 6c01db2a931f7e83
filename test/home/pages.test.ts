import { expect, test } from 'vitest'
import { announcedRecruitment, officers } from '../support/exams.ts'
import { openOffice } from '../support/office.ts'

const office = await openOffice()
const people = await officers(office)
const linksOf = (html: string) => [...new Set([...html.matchAll(/href="(\/[^"#]*)"/g)].map(([, href = '']) => href))]
test('the public finds announced exams, their dates, and everything that can be checked', async () => {
  const { examId } = await announcedRecruitment(office, people)
  const { status, text } = await office.anyone.get('/')
  expect(status).toBe(200)
  const links = linksOf(text)
  expect(links).toEqual(
    expect.arrayContaining([`/public/exams/${examId}`, `/public/exams/${examId}/publicity`, `/public/exams/${examId}/draws`, '/log']),
  )
  for (const path of links.filter((href) => !href.startsWith('/my')))
    expect([path, (await office.anyone.get(path)).status]).toEqual([path, 200])
  const english = await office.anyone.get('/?lang=en')
  expect(english.text).toContain('Check for yourself')
  expect(english.text).toContain('Registration')
})

test('an officer sees where their exams stand, and links only to what they may open', async () => {
  const { examId } = await announcedRecruitment(office, people)
  const desk = await people.clerk.get('/')
  expect(desk.text).toContain('工作台')
  expect(desk.text).toContain(`href="/exams/${examId}/registration"`)
  expect(desk.text).toContain('网上报名')
  const marker = await office.officer('marker', { examId })
  const own = await marker.get('/')
  expect(own.status).toBe(200)
  expect(linksOf(own.text)).toContain(`/exams/${examId}`)
  expect(linksOf(own.text).filter((href) => href.startsWith('/exams/') && !href.startsWith(`/exams/${examId}`))).toEqual([])
  for (const [person, page] of [
    [people.clerk, desk],
    [marker, own],
  ] as const)
    for (const path of linksOf(page.text).filter((href) => href.startsWith('/exams/')))
      expect([path, (await person.get(path)).status]).toEqual([path, 200])
})

test('an officer’s own page names the exam of each role', async () => {
  const { examId } = await announcedRecruitment(office, people)
  const [exam] = await office.admin<{ title: string }[]>`select title from exams where id = ${examId}`
  for (const role of ['marker', 'exam_office'] as const) {
    const { text } = await (await office.officer(role, { examId, unit: '市第一中学' })).get('/my')
    expect(text).toContain(`href="/exams/${examId}"`)
    expect(text).toContain(`${exam?.title} · 市第一中学`)
  }
  expect((await (await office.officer('auditor')).get('/my')).text).toContain('全部考试')
  const reviewer = await office.officer('reviewer', { examId, unit: '市第一中学' })
  await office.appoint(reviewer, 'reviewer', { examId, unit: '市第二中学' })
  const own = (await reviewer.get('/my')).text
  expect(own).toMatch(/ · (市第一中学、市第二中学|市第二中学、市第一中学)/)
  // Among what a signed-in person finds on every page: the header's own link to '/' is there for strangers too.
  expect(own).toMatch(/<nav[^>]*>(?:(?!<\/nav>).)*<a href="\/">工作台<\/a>/s)
  expect(own).not.toContain('未读消息')
})

test('a candidate finds the way to their own applications', async () => {
  const candidate = await office.candidate()
  expect(linksOf((await candidate.get('/')).text)).toContain('/my/exams')
})

test('a receipt that is not ours is said not to be', async () => {
  expect((await office.anyone.get('/public/receipts')).status).toBe(200)
  const wrong = await office.anyone.get(`/public/receipts?receipt=${'a'.repeat(60)}`)
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('receipt_not_ours')
})
