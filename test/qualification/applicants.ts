import { form, photograph, submitted } from '../support/applications.ts'
import type { Announced } from '../support/exams.ts'
import type { Office, TestPerson } from '../support/office.ts'

export type Applicant = { readonly candidate: TestPerson; readonly applicationId: string; readonly path: string; readonly number: string }

/** A candidate who has applied for a post with a photograph, a form and one paper. */
export async function applicant(
  office: Office,
  exam: Announced,
  code = '001E',
  answers: Parameters<typeof submitted>[3] = form,
): Promise<Applicant> {
  const candidate = await office.candidate()
  const { applicationId, path, number } = await submitted(candidate, exam, code, answers)
  await edit({ candidate, path })
  return { candidate, applicationId, path, number }
}

/** The candidate sends a new paper while registration is open: a new version. */
export async function edit({ candidate, path }: Pick<Applicant, 'candidate' | 'path'>): Promise<void> {
  const reply = await candidate.put(`${path}/materials/education`, photograph)
  if (reply.status >= 400) throw new Error(reply.text)
}

export const complete = {
  materials: 'met',
  education: 'met',
  field: 'met',
  workYears: 'not_asked',
  professionalYears: 'not_asked',
  qualification: 'not_asked',
  exemption: 'not_asked',
  opinionSigned: true,
  originalsCompared: 'copies_only',
  finished: true,
}
export const yes = (version = 2) => ({ version, verdict: 'qualified', checklist: complete, cites: [], inPerson: false, originalsSeen: [] })
export const no = (version = 2) => ({
  version,
  verdict: 'not_qualified',
  checklist: { ...complete, field: 'not_met' },
  cites: ['field'],
  reason: '所学专业不在岗位要求的专业范围内',
  inPerson: false,
  originalsSeen: [],
})

/** A reviewer of a unit: appointed, trained after the notice, and with the document studied. */
export async function reviewer(
  office: Office,
  examId: string,
  unit: string,
  prepared: { readonly trained?: boolean; readonly studied?: boolean } = {},
): Promise<TestPerson> {
  const person = await office.officer('reviewer', { examId, unit })
  await prepare(office, examId, person, prepared)
  return person
}

export async function prepare(office: Office, examId: string, person: TestPerson, { trained = true, studied = true } = {}): Promise<void> {
  if (trained)
    await office.admin`
      insert into trainings (exam_id, account_id, kind, trained_on, entered_by)
      values (${examId}, ${person.accountId}, 'review', ${office.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()}, ${person.accountId})`
  if (!studied) return
  const [row] = await office.admin<{ hash: string }[]>`select encode(notice_hash, 'hex') as hash from exams where id = ${examId}`
  const reply = await person.post(`/api/exams/${examId}/reviews/reading`, { noticeHash: row?.hash })
  if (reply.status >= 400) throw new Error(reply.text)
}
