import { randomBytes, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { accounts, persons, sessions } from '../db/schema/identity.ts'
import { applications } from '../db/schema/registration.ts'
import { diskStore } from '../src/files/store.ts'
import { systemClock } from '../src/foundation/clock.ts'
import { ApplicationId, ExamId, PositionId } from '../src/foundation/ids.ts'
import { sessionCookie } from '../src/http/requests.ts'
import { sessionExpiry } from '../src/identity/rules/session-life.ts'
import { tokenHash } from '../src/identity/sessions.ts'
import { applicationNumber } from '../src/registration/application-number.ts'
import { sealDraft } from '../src/registration/draft.ts'
import type { GeneralForm } from '../src/registration/rules/form.ts'
import { sealImage, storeImage } from '../src/registration/upload-material.ts'
import { inBulk, inventedPerson } from './people.ts'
import type { Place, ReadyExam } from './ready-exam.ts'

/** One request of the rush, as the k6 script sends it. */
export type Submission = {
  readonly applicationId: string
  readonly path: string
  readonly cookie: string
  readonly key: string
  readonly body: string
}

/**
 * Candidates who are signed in and have filled in everything: persons, accounts, sessions and drafts with a photograph, written into the
 * tables as the use cases write them, in bulk. They share one stored photograph, since nobody looks at it when they submit.
 * `from`: so many were made before.
 */
export async function readyCandidates(place: Place, exam: ReadyExam, many: number, from = 0): Promise<Submission[]> {
  const { authority, keyring } = place
  const photoFile = await storedPhotograph(place)
  const [examId, positionId] = [ExamId.parse(exam.examId), PositionId.parse(exam.positionId)]
  const now = systemClock()
  const made = Array.from({ length: many }, (_, index) => {
    const id = ApplicationId.parse(randomUUID())
    const token = randomBytes(32).toString('base64url')
    const form = formOf(from + index)
    const { phone } = form
    const { personId, accountId, person, account } = inventedPerson(keyring, from + index, { now, timeZone: authority.timeZone, phone })
    return {
      person,
      account,
      session: { tokenHash: tokenHash(token), accountId, openedAt: now, lastSeenAt: now, expiresAt: sessionExpiry(now) },
      application: {
        id,
        examId,
        personId,
        number: applicationNumber(id),
        positionId,
        enteredBy: null,
        state: 'draft' as const,
        version: 0,
        draftVersion: 2,
        draftSealed: sealDraft({ keyring }, id, { positionId, answers: form }),
        photoFile,
        createdAt: now,
      },
      submission: {
        applicationId: id,
        path: `/api/exams/${examId}/applications/${id}/submissions`,
        cookie: `${sessionCookie(authority.origin)}=${token}`,
        key: randomUUID(),
        body: JSON.stringify({ draftVersion: 2, form, undertaking: true }),
      },
    }
  })
  await inBulk(place, made, async (tx, some) => {
    await tx.insert(persons).values(some.map(({ person }) => person))
    await tx.insert(accounts).values(some.map(({ account }) => account))
    await tx.insert(sessions).values(some.map(({ session }) => session))
    await tx.insert(applications).values(some.map(({ application }) => application))
  })
  return made.map(({ submission }) => submission)
}

export async function storedPhotograph({ keyring, filesFolder }: Place): Promise<string> {
  const picture = await sharp({ create: { width: 295, height: 413, channels: 3, background: '#88a' } })
    .jpeg()
    .toBuffer()
  const image = await sealImage({ keyring }, 'photo', picture)
  if (!image.ok) throw new Error(`the photograph was refused: ${image.refusal}`)
  return (await storeImage({ files: diskStore(filesFolder, randomUUID) }, image.value)).file
}

/** As long as people's answers are. */
export const formOf = (index: number): GeneralForm => ({
  kind: 'general',
  education: 'bachelor',
  degree: 'bachelor',
  school: '白城师范学院',
  major: '汉语言文学',
  graduatedOn: '2021-07-01',
  politicalStatus: 'league_member',
  phone: `139${String(index).padStart(8, '0')}`,
  address: '吉林省白城市洮北区新华西大路1号阳光小区3号楼2单元501室',
  accessNeeds: 'none',
  studyMode: 'full_time',
  freshGraduate: 'no',
  employment: '2021年至今在某某学校任教',
  certificates: '高级中学教师资格证书',
  relatives: [],
})
