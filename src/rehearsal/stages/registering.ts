import { known } from '../../foundation/invariant.ts'
import type { Candidate, Material } from '../cohort/candidates.ts'
import type { Grade, Worker } from '../cohort/workers.ts'
import { type Person, simulatedPerson } from '../person.ts'
import { done, inParallel, refused, type World } from '../world.ts'
import type { Position } from './notice.ts'

/** Somebody who applies: the simulated person, and what only the rehearsal knows about them. */
export type Applicant = {
  readonly key: string
  readonly person: Person
  readonly positionId: string
  readonly applicationId: string
  readonly candidate: Candidate | undefined
  readonly worker: Worker | undefined
}

const password = 'Bái-chéng 2026!'

const kindOf: Readonly<Record<Material, string>> = {
  resident_id: 'id_card',
  diploma: 'education',
  degree_certificate: 'degree',
  qualification_certificate: 'qualification',
  work_proof: 'employment',
  employer_consent: 'unit_consent',
  household_register: 'other',
}
export const documentKind = (material: Material): string => kindOf[material]

/** The first morning: everybody signs up, fills in, uploads and submits; some twice, some wrongly, some think better of it. */
export async function registerCandidates(world: World, examId: string, positions: readonly Position[]): Promise<Applicant[]> {
  await firstComesTooEarly(world, examId, positions)
  await world.time.moveTo('2026-03-09T09:00:00+08:00')
  const byCode = new Map(positions.map((position) => [position.code, position]))
  const { candidates } = world.cohort
  const firstDay = Math.ceil(candidates.length * 0.7)
  const apply = async (candidate: Candidate) => {
    const position = known(byCode.get(candidate.positionCode), `post ${candidate.positionCode}`)
    return applyFor(world, examId, position.id, candidate)
  }
  const first = await inParallel(candidates.slice(0, firstDay), apply)
  await world.time.moveTo('2026-03-10T09:00:00+08:00')
  const rest = await inParallel(candidates.slice(firstDay), apply)
  await oneComesTooLate(world, examId, positions)
  return [...first, ...rest].filter((applicant) => applicant !== undefined)
}

async function firstComesTooEarly(world: World, examId: string, positions: readonly Position[]): Promise<void> {
  const early = simulatedPerson('早鸟', { origin: world.origin })
  const one = known(world.bystanders[0], 'somebody who does not apply')
  await done(early.signUp({ idNumber: one.residentId, phone: one.phone, password }), 'signing up early')
  const positionId = known(positions[0], 'a post').id
  await refused(early.post(`/api/exams/${examId}/applications`, { positionId }), 'window_not_open', 'applying before the window')
  world.trouble('registration', 'an application before nine o’clock was refused')
}

async function oneComesTooLate(world: World, examId: string, positions: readonly Position[]): Promise<void> {
  await world.time.moveTo('2026-03-11T17:00:01+08:00')
  const late = simulatedPerson('迟来', { origin: world.origin })
  const one = known(world.bystanders[1], 'somebody who does not apply')
  await done(late.signUp({ idNumber: one.residentId, phone: one.phone, password }), 'signing up late')
  const positionId = known(positions[0], 'a post').id
  await refused(late.post(`/api/exams/${examId}/applications`, { positionId }), 'window_closed', 'applying after the window')
  world.trouble('registration', 'an application one second after the deadline was refused')
}

async function applyFor(world: World, examId: string, positionId: string, candidate: Candidate): Promise<Applicant | undefined> {
  const person = simulatedPerson(candidate.name, { origin: world.origin })
  await done(person.signUp({ idNumber: candidate.typedResidentId, phone: candidate.phone, password }), `sign-up of ${candidate.key}`)
  world.figures.candidates += 1
  const begun = await done(
    person.post<{ applicationId: string; draftVersion: number }>(`/api/exams/${examId}/applications`, { positionId }),
    `application of ${candidate.key}`,
  )
  const { applicationId, draftVersion } = begun
  const path = `/api/exams/${examId}/applications/${applicationId}`
  await done(person.put(`${path}/materials/photo`, await world.pictures.photo(candidate)), `photo of ${candidate.key}`)
  // The office asks for the photograph and the card at first and for the rest at the re-review; one in ten hands everything in at once.
  const handedIn = Number(candidate.key.slice(1)) % 10 === 0 || candidate.missing ? candidate.materials : candidate.materials.slice(0, 1)
  for (const material of handedIn)
    if (material !== candidate.missing)
      await done(
        person.put(`${path}/materials/${kindOf[material]}`, await world.pictures.scan(candidate, material)),
        `${material} of ${candidate.key}`,
      )
  const submission = { draftVersion, form: formOf(candidate), undertaking: true }
  const asked = person.post<{ version: number }>(`${path}/submissions`, submission, { idempotencyKey: `submit-${candidate.key}` })
  if (candidate.unfitness === 'age') {
    await refused(asked, 'age_outside', `submission of ${candidate.key}`)
    world.trouble('registration', 'an application by somebody too old for the post was refused')
    return undefined
  }
  const submitted = await done(asked, `submission of ${candidate.key}`)
  world.figures.applications += 1
  const applicant = { key: candidate.key, person, positionId, applicationId, candidate, worker: undefined }
  if (candidate.story === 'registers_twice') await registersTwice(world, examId, applicant, submission)
  if (candidate.story !== 'withdraws_before_exam') return applicant
  await done(person.post(`${path}/withdrawal`, { version: submitted.version }), `withdrawal of ${candidate.key}`)
  world.trouble('registration', 'a candidate withdrew before the exam')
  return undefined
}

/** The same click again gets the same answer; the same person again, however the number is typed, gets none. */
async function registersTwice(
  world: World,
  examId: string,
  { person, positionId, applicationId, candidate }: Applicant,
  submission: object,
): Promise<void> {
  const one = known(candidate, 'a candidate')
  const path = `/api/exams/${examId}/applications/${applicationId}`
  await done(person.post(`${path}/submissions`, submission, { idempotencyKey: `submit-${one.key}` }), 'the same submission again')
  await refused(person.post(`/api/exams/${examId}/applications`, { positionId }), 'already_applied', 'a second application')
  const double = simulatedPerson(one.name, { origin: world.origin })
  const spelled = ` ${one.residentId.slice(0, 6)} ${one.residentId.slice(6).toLowerCase()}`
  await refused(double.signUp({ idNumber: spelled, phone: one.phone, password }), 'id_number_taken', 'signing up twice in another spelling')
  world.trouble('registration', 'a person registered twice, in another spelling, and stayed one')
}

const formOf = (candidate: Candidate) => ({
  kind: 'general',
  education: candidate.schooling.education,
  degree: candidate.schooling.degree ?? 'none',
  school: candidate.schooling.school,
  major: candidate.schooling.major,
  graduatedOn: `${candidate.schooling.graduated}-01`,
  politicalStatus: 'masses',
  phone: candidate.phone,
  address: candidate.address,
  accessNeeds: candidate.access,
  studyMode: 'full_time',
  freshGraduate: candidate.freshGraduate ? 'yes' : 'no',
  employment: candidate.employer ?? '无',
  certificates: candidate.certificates.join('、') || '无',
  relatives: [],
})

const gradeNumber: Readonly<Record<Grade, string>> = {
  junior: '5',
  intermediate: '4',
  senior: '3',
  technician: '2',
  senior_technician: '1',
}
const numberOfGrade = (grade: Grade): number => Number(gradeNumber[grade])

/** Workers register for the assessment of their trade and the next grade. */
export async function registerWorkers(world: World, examId: string, positions: readonly Position[]): Promise<Applicant[]> {
  const { workers } = world.cohort
  return inParallel(workers, async (worker) => {
    const position = known(
      positions.find(({ title, grade }) => title === worker.trade && grade === numberOfGrade(worker.appliesFor)),
      `${worker.trade} ${worker.appliesFor}`,
    )
    const person = simulatedPerson(worker.name, { origin: world.origin })
    await done(person.signUp({ idNumber: worker.typedResidentId, phone: worker.phone, password }), `sign-up of ${worker.key}`)
    world.figures.candidates += 1
    const { applicationId, draftVersion } = await done(
      person.post<{ applicationId: string; draftVersion: number }>(`/api/exams/${examId}/applications`, { positionId: position.id }),
      `application of ${worker.key}`,
    )
    const path = `/api/exams/${examId}/applications/${applicationId}`
    await done(person.put(`${path}/materials/photo`, await world.pictures.photo(worker)), `photo of ${worker.key}`)
    for (const kind of ['id_card', 'education', 'employment', ...(worker.exception ? ['exception'] : [])])
      await done(person.put(`${path}/materials/${kind}`, await world.pictures.scan(worker, 'work_proof')), `${kind} of ${worker.key}`)
    await done(
      person.post(
        `${path}/submissions`,
        { draftVersion, form: workerForm(worker), undertaking: true },
        { idempotencyKey: `submit-${worker.key}` },
      ),
      `submission of ${worker.key}`,
    )
    world.figures.applications += 1
    return { key: worker.key, person, positionId: position.id, applicationId, candidate: undefined, worker }
  })
}

const workerForm = (worker: Worker) => ({
  kind: 'worker',
  education: 'vocational',
  degree: 'none',
  school: '市职业技术学校',
  major: worker.trade,
  graduatedOn: `${worker.startedWork.year}-07-01`,
  politicalStatus: 'masses',
  phone: worker.phone,
  address: worker.address,
  accessNeeds: 'none',
  unit: worker.unit,
  post: worker.trade,
  onEstablishment: 'yes',
  workStartedOn: worker.startedWork.toString(),
  applicationKind: 'promotion',
  presentGrade: worker.presentGrade === null ? 'none' : gradeNumber[worker.presentGrade],
  ...(worker.presentGradePassed ? { presentGradePassedOn: worker.presentGradePassed.toString() } : {}),
  exception: worker.exception ?? 'none',
  ...(worker.exception ? { exceptionEvidence: '证书编号 2025-017' } : {}),
  tradeChanged: 'no',
})
