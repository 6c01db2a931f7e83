import { createHash } from 'node:crypto'
import type { Office, TestPerson } from '../support/office.ts'

export const generalForm = {
  kind: 'general',
  education: 'bachelor',
  degree: 'bachelor',
  school: '吉林大学',
  major: '护理学',
  graduatedOn: '2020-07-01',
  politicalStatus: 'masses',
  phone: '13800000001',
  address: '吉林省白城市',
  accessNeeds: 'none',
  studyMode: 'full_time',
  freshGraduate: 'no',
  employment: '无',
  certificates: '无',
  relatives: [],
}

export type Applicant = { readonly candidate: TestPerson; readonly applicationId: string }

let numbers = 0

/** A submitted application as registration leaves it, without the rush: rows of a person, one version, one paper. */
export async function applicant(office: Office, examId: string, positionId: string, form: object = generalForm): Promise<Applicant> {
  const candidate = await office.candidate()
  const applicationId = office.deps.newId()
  numbers += 1
  const now = office.now().toString()
  await office.admin`
    insert into applications (id, exam_id, person_id, number, position_id, state, version, draft_version, created_at, submitted_at)
    values (${applicationId}, ${examId}, ${candidate.personId}, ${`T${String(numbers).padStart(4, '0')}-00000`}, ${positionId}, 'submitted', 1, 1, ${now}, ${now})`
  await insertVersion(office, { candidate, applicationId }, examId, 1, form)
  await office.admin`
    insert into documents (id, application_id, kind, file, content_type, bytes, uploaded_at)
    values (${office.deps.newId()}, ${applicationId}, 'education', ${'0'.repeat(64)}, 'image/jpeg', 1000, ${now})`
  return { candidate, applicationId }
}

/** The candidate edits while registration is open: a new version. */
export async function edit(
  office: Office,
  examId: string,
  applicant: Applicant,
  form: object = { ...generalForm, school: '北京大学' },
): Promise<void> {
  const [row] = await office.admin<{ version: number }[]>`select version from applications where id = ${applicant.applicationId}`
  const version = (row?.version ?? 0) + 1
  await office.admin.begin(async (sql) => {
    await sql`update applications set version = ${version} where id = ${applicant.applicationId}`
  })
  await insertVersion(office, applicant, examId, version, form)
}

async function insertVersion(
  office: Office,
  { candidate, applicationId }: Applicant,
  examId: string,
  version: number,
  form: object,
): Promise<void> {
  const text = JSON.stringify(form)
  const sealed = office.deps.keyring.sealField(`application_versions:form:${applicationId}:${version}`, text)
  await office.admin`
    insert into application_versions (application_id, version, exam_id, position_id, form_sealed, form_salt, form_hash, submitted_by, submitted_at, receipt)
    select ${applicationId}, ${version}, ${examId}, position_id, ${Buffer.from(sealed)}, ${Buffer.alloc(32)}, ${createHash('sha256').update(text).digest()},
           ${candidate.accountId}, ${office.now().toString()}, 'receipt' from applications where id = ${applicationId}`
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
export const yes = (version = 1) => ({ version, verdict: 'qualified', checklist: complete, cites: [], inPerson: false, originalsSeen: [] })
export const no = (version = 1) => ({
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
