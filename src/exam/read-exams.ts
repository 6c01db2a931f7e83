import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { type Caller, servesIn } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { openOfficers } from '../identity/people-records.ts'
import { nameOf } from '../identity/person.ts'
import { hex } from './frozen-notice.ts'
import { byUnitAndName } from './named-officers.ts'
import { servingIn, trainingsOf } from './people-records.ts'
import {
  announcedExams,
  approvalsOf,
  channelsOf,
  type Exam,
  examsByYear,
  importsOf,
  loadExam,
  positionsOf,
  quotasOf,
  returnOf,
  roomsOf,
  sessionsOf,
  sitesOf,
  slotsOf,
} from './records.ts'
import { familyRules } from './rules/families.ts'
import { sourcesOf } from './rules/notice.ts'

export const OfExam = z.strictObject({ examId: ExamId })
export type OfExam = z.infer<typeof OfExam>
export const NoParameters = z.strictObject({})

export const ownExams = async (tx: Tx, caller: Caller): Promise<Exam[]> => (await examsByYear(tx)).filter(({ id }) => servesIn(caller, id))

/** An exam as everybody may see it, once it is announced. */
const publicExam = (exam: Exam) => ({
  examId: exam.id,
  family: exam.family,
  title: exam.title,
  organiser: exam.organiser,
  year: exam.year,
  state: exam.state,
  registrationOpensAt: exam.registrationOpensAt,
  registrationClosesAt: exam.registrationClosesAt,
  writtenOn: exam.writtenOn,
  interviewOn: exam.interviewOn,
  announcedAt: exam.announcedAt,
  noticeHash: exam.noticeHash && hex(exam.noticeHash),
  notice: exam.notice,
})

/** The exams the caller serves in; all of them for whoever serves in every exam. */
export const listExams = (deps: Deps, caller: Caller, _: z.infer<typeof NoParameters>) =>
  deps.within('office', async (tx) =>
    accept({ exams: (await ownExams(tx, caller)).map((exam) => ({ ...publicExam(exam), version: exam.version })) }),
  )

/** The notice as the office works on it: parameters with their sources, approvals of this version, channels, posts. */
export async function readExam(deps: Deps, _caller: Caller, { examId }: OfExam) {
  return deps.within('office', async (tx) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const returned = await returnOf(tx, exam)
    return accept({
      ...publicExam(exam),
      version: exam.version,
      createdBy: exam.createdBy,
      placesClosedAt: exam.placesClosedAt,
      rules: familyRules[exam.family],
      sources: sourcesOf[exam.family],
      approvals: (await approvalsOf(tx, exam)).map((given) => ({ ...given, noticeHash: hex(given.noticeHash) })),
      returned: returned ? { reason: returned.reason, at: returned.returnedAt } : null,
      channels: await channelsOf(tx, examId),
      quotas: await quotasOf(tx, examId),
      positions: await positionsOf(tx, examId),
      slots: await slotsOf(tx, examId),
    })
  })
}

export const readImports = (deps: Deps, _caller: Caller, { examId }: OfExam) =>
  deps.within('office', async (tx) =>
    accept({
      imports: (await importsOf(tx, examId)).map(({ positions, fileHash, ...rest }) => ({
        ...rest,
        fileHash: hex(fileHash),
        positions: z.array(z.unknown()).parse(positions).length,
      })),
    }),
  )

export const readSessions = (deps: Deps, _caller: Caller, { examId }: OfExam) =>
  deps.within('office', async (tx) => accept({ sessions: await sessionsOf(tx, examId) }))

export async function readPlaces(deps: Deps, _caller: Caller, { examId }: OfExam) {
  return deps.within('office', async (tx) => {
    const rooms = await roomsOf(tx, examId)
    const sites = await sitesOf(tx, examId)
    const cities = [...new Set((await slotsOf(tx, examId)).flatMap(({ city }) => city ?? []))].sort()
    return accept({ sites: sites.map((site) => ({ ...site, rooms: rooms.filter(({ siteId }) => siteId === site.id) })), cities })
  })
}

/** Who serves, as what, from which unit, trained for what. Names of officers are known inside the office. */
export async function readPeople(deps: Deps, _caller: Caller, { examId }: OfExam) {
  return deps.within('office', async (tx) => {
    const trained = await trainingsOf(tx, examId)
    const serving = await servingIn(tx, examId)
    return accept({
      people: serving.map(({ appointment, account, person }) => ({
        appointmentId: appointment.id,
        accountId: account.id,
        name: nameOf(deps, person),
        ownUnit: account.unit,
        role: appointment.role,
        forEveryExam: appointment.examId === null,
        siteId: appointment.siteId,
        unit: appointment.unit,
        appointedAt: appointment.appointedAt,
        trainings: trained.filter(({ accountId }) => accountId === account.id).map(({ kind, trainedOn }) => ({ kind, trainedOn })),
      })),
    })
  })
}

/** Whom somebody may appoint: every officer but themselves, by unit and name. */
export async function readOfficers(deps: Deps, caller: Caller): Promise<{ accountId: string; name: string; unit: string }[]> {
  const officers = await deps.within('office', openOfficers)
  const others = officers.filter(({ person }) => person.id !== caller.personId)
  return byUnitAndName(others.map(({ accountId, unit, person }) => ({ accountId, name: nameOf(deps, person), unit: unit ?? '' })))
}

export const listPublicExams = (deps: Deps, _: z.infer<typeof NoParameters>) =>
  deps.within('public', async (tx) => accept({ exams: (await announcedExams(tx)).map(publicExam) }))

/** The notice and its posts. A draft does not exist for the public. */
export async function readPublicExam(deps: Deps, { examId }: OfExam): Promise<Result<PublicNotice, 'exam_unknown'>> {
  return deps.within('public', async (tx) => {
    const exam = await loadExam(tx, examId)
    if (!exam || exam.announcedAt === null) return refuse('exam_unknown')
    const channels = (await channelsOf(tx, examId)).map(({ channel, link, publishedOn }) => ({ channel, link, publishedOn }))
    return accept({ ...publicExam(exam), channels, positions: await positionsOf(tx, examId), slots: await slotsOf(tx, examId) })
  })
}

export type PublicNotice = ReturnType<typeof publicExam> & {
  readonly channels: readonly { readonly channel: string; readonly link: string; readonly publishedOn: Temporal.PlainDate }[]
  readonly positions: Awaited<ReturnType<typeof positionsOf>>
  readonly slots: Awaited<ReturnType<typeof slotsOf>>
}

/** The frozen text itself: its SHA-256 is the hash of the notice. */
export async function readFrozenText(
  deps: Deps,
  { examId }: OfExam,
): Promise<Result<{ text: string; noticeHash: string }, 'exam_unknown'>> {
  return deps.within('public', async (tx) => {
    const exam = await loadExam(tx, examId)
    if (!exam?.frozenText || !exam.noticeHash) return refuse('exam_unknown')
    return accept({ text: exam.frozenText, noticeHash: hex(exam.noticeHash) })
  })
}
