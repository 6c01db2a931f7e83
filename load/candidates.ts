import { randomBytes, randomUUID } from 'node:crypto'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import sharp from 'sharp'
import { accounts, persons, sessions } from '../db/schema/identity.ts'
import { applications } from '../db/schema/registration.ts'
import { diskStore } from '../src/files/store.ts'
import { systemClock } from '../src/foundation/clock.ts'
import { AccountId, ApplicationId, ExamId, PersonId, PositionId } from '../src/foundation/ids.ts'
import { sessionCookie } from '../src/http/requests.ts'
import { sealPerson } from '../src/identity/person.ts'
import { sessionExpiry } from '../src/identity/rules/session-life.ts'
import { tokenHash } from '../src/identity/sessions.ts'
import { applicationNumber } from '../src/registration/application-number.ts'
import { sealDraft } from '../src/registration/draft.ts'
import type { GeneralForm } from '../src/registration/rules/form.ts'
import { sealImage, storeImage } from '../src/registration/upload-material.ts'
import { residentNumber } from './numbers.ts'
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
  const client = postgres(place.ownerUrl, { max: 1, onnotice: () => {}, connection: { search_path: authority.schema, TimeZone: 'UTC' } })
  const tx = drizzle(client)
  const photoFile = await storedPhotograph(place)
  const [examId, positionId] = [ExamId.parse(exam.examId), PositionId.parse(exam.positionId)]
  const now = systemClock()
  const bornFrom = now.toZonedDateTimeISO(authority.timeZone).toPlainDate().subtract({ years: 30 })
  const made = Array.from({ length: many }, (_, index) => {
    const [personId, accountId, id] = [PersonId.parse(randomUUID()), AccountId.parse(randomUUID()), ApplicationId.parse(randomUUID())]
    const token = randomBytes(32).toString('base64url')
    const form = formOf(from + index)
    const resident = residentNumber(from + index, bornFrom)
    const account = { id: accountId, personId, kind: 'candidate', unit: null, onEstablishment: false, createdBy: null } as const
    return {
      person: sealPerson(
        { keyring },
        { id: personId, resident, name: `考生${'甲乙丙丁'.charAt(index % 4)}`, phone: form.phone, createdAt: now },
      ),
      account: { ...account, createdAt: now, closedAt: null },
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
  try {
    for (let at = 0; at < many; at += 500) {
      const some = made.slice(at, at + 500)
      await tx.insert(persons).values(some.map(({ person }) => person))
      await tx.insert(accounts).values(some.map(({ account }) => account))
      await tx.insert(sessions).values(some.map(({ session }) => session))
      await tx.insert(applications).values(some.map(({ application }) => application))
    }
  } finally {
    await client.end({ timeout: 5 })
  }
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
