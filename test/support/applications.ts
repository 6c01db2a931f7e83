import sharp from 'sharp'
import type { GeneralForm, WorkerForm } from '../../src/registration/rules/form.ts'
import { type Announced, positionOf, text } from './exams.ts'
import type { TestPerson } from './office.ts'

/** A photograph as small as one may be, made once. */
export const photograph = new Uint8Array(
  await sharp({ create: { width: 295, height: 413, channels: 3, background: '#88a' } })
    .jpeg()
    .toBuffer(),
)

export const form: GeneralForm = {
  kind: 'general',
  education: 'bachelor',
  degree: 'bachelor',
  school: '白城师范学院',
  major: '护理学',
  graduatedOn: '2024-07-01',
  politicalStatus: 'league_member',
  phone: '13900000000',
  address: '吉林省白城市洮北区新华西大路1号',
  accessNeeds: 'none',
  studyMode: 'full_time',
  freshGraduate: 'no',
  employment: '无',
  certificates: '无',
  relatives: [],
}

export const workerForm: WorkerForm = {
  kind: 'worker',
  education: 'vocational',
  degree: 'none',
  school: '白城市技工学校',
  major: '汽车维修',
  graduatedOn: '2001-07-01',
  politicalStatus: 'masses',
  phone: '13900000000',
  address: '白城市',
  accessNeeds: 'none',
  unit: '市公路管理处',
  post: '汽车驾驶员',
  onEstablishment: 'yes',
  workStartedOn: '2001-09-01',
  applicationKind: 'promotion',
  presentGrade: '4',
  presentGradePassedOn: '2015-12-01',
  exception: 'none',
  tradeChanged: 'no',
}

export type Begun = { readonly applicationId: string; readonly number: string; readonly path: string }

/** A draft for the post with a photograph, ready to be submitted. */
export async function begun(person: TestPerson, exam: Announced, code = '001E'): Promise<Begun> {
  const reply = await person.post(`/api/exams/${exam.examId}/applications`, { positionId: positionOf(exam, code) })
  if (reply.status !== 201) throw new Error(reply.text)
  const applicationId = text(reply.body, 'applicationId')
  const path = `/api/exams/${exam.examId}/applications/${applicationId}`
  const photo = await person.put(`${path}/materials/photo`, photograph)
  if (photo.status !== 201) throw new Error(photo.text)
  return { applicationId, number: text(reply.body, 'number'), path }
}

/** A submitted application of a new candidate or the given one. */
export async function submitted(
  person: TestPerson,
  exam: Announced,
  code = '001E',
  answers: GeneralForm | WorkerForm = form,
): Promise<Begun> {
  const application = await begun(person, exam, code)
  const reply = await person.post(`${application.path}/submissions`, { draftVersion: 1, form: answers, undertaking: true })
  if (reply.status !== 201) throw new Error(reply.text)
  return application
}
