import type { Family } from '../../src/foundation/family.ts'
import { sealImage, storeImage } from '../../src/registration/upload-material.ts'
import { photograph } from '../support/applications.ts'
import { arrangeScores, type Outcome, type Scored, type ScoredCandidate } from '../support/arrange-scores.ts'
import type { Office, TestPerson } from '../support/office.ts'

export type Desk = Scored & {
  readonly people: readonly ScoredCandidate[]
  readonly director: TestPerson
  readonly clerk: TestPerson
  readonly second: TestPerson
  readonly scorer: TestPerson
}

/** A worker assessment (or another certifying exam) whose names have joined the scores, and the people of the certificate desk. */
export async function arrangeDesk(
  office: Office,
  scores: readonly Outcome[],
  family: Family = 'WK',
  weights: readonly [string, string, string] = ['1', '0', '0'],
): Promise<Desk> {
  const exam = await arrangeScores(office, { family, posts: [{ scores, weights }] })
  const { examId, inspector } = exam
  await office.admin`update positions set title = '汽车驾驶员', grade = 4 where exam_id = ${examId}`
  // The arrangement names a photograph that nobody uploaded; a certificate shows it.
  const photo = await sealImage(office.deps, 'photo', photograph)
  if (!photo.ok) throw new Error(photo.refusal)
  const { file } = await storeImage(office.deps, photo.value)
  await office.admin`update applications set photo_file = ${file} where exam_id = ${examId}`
  const scorer = await office.officer('score_clerk', { examId })
  const at = office.now().toString()
  await office.admin`
    insert into unblindings (exam_id, requested_by, requested_at, approved_by, approved_at, log_size)
    values (${examId}, ${scorer.accountId}, ${at}, ${inspector.accountId}, ${at}, 1)`
  return {
    ...exam,
    people: exam.posts.flatMap(({ people }) => people),
    scorer,
    director: await office.officer('centre_director', { examId }),
    clerk: await office.officer('certificate_clerk', { examId }),
    second: await office.officer('exam_office', { examId }),
  }
}

type Answered = { readonly status: number; readonly text: string }
export const done = async <T extends Answered>(reply: Promise<T>): Promise<T> => {
  const answered = await reply
  if (answered.status >= 400) throw new Error(`${answered.status}: ${answered.text}`)
  return answered
}

export async function approveAll({ director, examId }: Desk): Promise<number> {
  const { body } = await done(director.get<{ listHash: string }>(`/api/exams/${examId}/pass-approvals`))
  const { body: approved } = await done(
    director.post<{ approved: number }>(`/api/exams/${examId}/pass-approvals`, { listHash: body.listHash }),
  )
  return approved.approved
}

export async function receive({ clerk, second, examId }: Desk, first: number, last: number): Promise<void> {
  const { body } = await done(clerk.post<{ receiptId: string }>(`/api/exams/${examId}/blanks`, { first, last }))
  await done(second.post(`/api/exams/${examId}/blanks/${body.receiptId}/witness`))
}

export type Printed = { readonly certificateId: string; readonly number: string; readonly blankNumber: number }

export async function print({ clerk, examId }: Desk, ...people: readonly ScoredCandidate[]): Promise<readonly Printed[]> {
  const applicationIds = people.map(({ applicationId }) => applicationId)
  const { body } = await done(clerk.post<{ certificates: Printed[] }>(`/api/exams/${examId}/certificates`, { applicationIds }))
  return body.certificates
}

export async function spoil({ clerk, second, examId }: Desk, blankNumber: number, reason = 'misprint'): Promise<void> {
  const { body } = await done(clerk.post<{ spoilingId: string }>(`/api/exams/${examId}/spoilings`, { blankNumber, reason }))
  await done(second.post(`/api/exams/${examId}/spoilings/${body.spoilingId}/witness`))
}

export async function register({ clerk, second, examId }: Desk): Promise<void> {
  await done(second.post(`/api/exams/${examId}/seal-uses`, { seals: ['centre_seal', 'grade_pass_seal'] }))
  await done(clerk.post(`/api/exams/${examId}/certificate-registers`))
}

export const issue = (
  { clerk, examId }: Desk,
  { certificateId }: Printed,
  how: object = { how: 'in_person', shown: ['identity_document'] },
) => clerk.post(`/api/exams/${examId}/certificates/${certificateId}/issue`, how)

type Ledger = { received: number; issued: number; spoiled: number; printed: number; stock: number }
export const board = async ({ clerk, examId }: Desk) =>
  (
    await done(
      clerk.get<{
        ledger: Ledger
        difference: number
        printable: unknown[]
        certificates: { number: string; state: string; replaces: string | null }[]
      }>(`/api/exams/${examId}/certificates`),
    )
  ).body
