import { expect, test } from 'vitest'
import { arrangeInterviews, arrangeScores, openScoredOffice, publishAndWait } from '../support/arrange-scores.ts'
import { sendWrong } from '../support/forms.ts'
import type { TestPerson } from '../support/office.ts'

const office = await openScoredOffice()

test('a form with one thing wrong comes back with everything else that was typed', async () => {
  const exam = await arrangeScores(office, { posts: [{ scores: ['80', '70'] }, { scores: ['75'] }] })
  const { examId, examOffice, head, deputy } = exam
  const secrecy = await office.officer('secrecy_officer', { examId })
  const administrator = await office.officer('administrator')
  const kept = async (person: TestPerson, page: string, ...forms: readonly string[]) => {
    const at = (path: string) => `/exams/${examId}${path}`
    const general = (path: string) => path.replace('/exams/:id', '')
    const { tried, lost } = await sendWrong(person, page.startsWith('/people') ? page : at(page))
    expect({ page, tried: tried.map(general), lost }).toEqual({ page, tried: forms, lost: [] })
  }
  await kept(examOffice, '/seating', '/seating/supplement')
  await kept(examOffice, '/exam/people', '/exam/trainings', '/exam/people')
  await kept(examOffice, '/staffing/preparation', '/staffing/preparation/supplies', '/staffing/preparation/meeting')
  await kept(secrecy, '/custody/packing', '/custody/packing')
  await kept(secrecy, '/custody/order', '/custody/order/seclusion')
  await kept(examOffice, '/custody/order', '/custody/order/notice')
  await kept(deputy, '/conduct', '/conduct/recusals')
  await kept(head, '/conduct', '/conduct/violations', '/conduct/bans', '/conduct/recusals')
  await kept(administrator, '/people', '/people')
  await arrangeInterviews(office, exam, [['80', '70'], ['90']])
  await head.post(`/api/exams/${examId}/totals`)
  await publishAndWait(office, exam, 'totals/draft')
  await head.form(`/exams/${examId}/selection/choice`, {})
  await kept(examOffice, '/selection', '/selection/medicals')

  // The form waits for the database while it is drawn; what others typed meanwhile does not get into it.
  const words = ['甲', '乙', '丙', '丁', '戊', '己'].map((word) => `来源之${word}`)
  const sent = words.map((sourceName, n) => (n % 2 ? head : examOffice).form(`/exams/${examId}/selection/medicals`, { sourceName }))
  const seen = (await Promise.all(sent)).map(({ text }) => [...text.matchAll(/value="(来源之.)"/g)].map(([, word]) => word))
  expect(seen).toEqual(words.map((word) => [word]))
})
