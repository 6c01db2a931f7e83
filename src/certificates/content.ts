import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { ApplicationId, CertificateId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { personById } from '../identity/people-records.ts'
import { openPerson } from '../identity/person.ts'
import { canonicalJson } from '../log/canonical.ts'
import { ApplicationForm } from '../registration/rules/form.ts'
import { applicationToPrint } from './records.ts'

/** Everything that is printed on one certificate, and a salt without which its hash in the public log would be a riddle anybody could solve. */
export const Content = z.strictObject({
  number: z.string(),
  name: z.string(),
  sex: z.enum(['male', 'female']),
  idNumber: z.string(),
  birthDate: z.string(),
  workStartedOn: z.string().nullable(),
  unit: z.string(),
  field: z.string(),
  grade: z.int().nullable(),
  presentGrade: z.int().nullable(),
  presentGradePassedOn: z.string().nullable(),
  score: z.string(),
  practice: z.string().nullable(),
  approvedOn: z.string(),
  examTitle: z.string(),
  issuer: z.string(),
  photo: z.string().nullable(),
  salt: z.string(),
})
export type Content = z.infer<typeof Content>

export const contentHash = (content: Content): Uint8Array => new Uint8Array(createHash('sha256').update(canonicalJson(content)).digest())

const placeOf = (id: CertificateId) => `certificates:content:${id}`

export const sealContent = ({ keyring }: Pick<Deps, 'keyring'>, id: CertificateId, content: Content): Uint8Array =>
  keyring.sealField(placeOf(id), canonicalJson(content))

export const openContent = ({ keyring }: Pick<Deps, 'keyring'>, id: CertificateId, sealed: Uint8Array): Content =>
  Content.parse(JSON.parse(keyring.openField(placeOf(id), sealed)))

export type Given = Pick<Content, 'number' | 'score' | 'practice' | 'approvedOn' | 'examTitle' | 'issuer' | 'salt'>

/** What is known of the holder, from the person and the form that was found qualified. */
export async function contentOf(tx: Tx, deps: Pick<Deps, 'keyring'>, applicationId: ApplicationId, given: Given): Promise<Content> {
  const { personId, version, form: sealed, photo, unit, field, grade } = await applicationToPrint(tx, applicationId)
  const person = openPerson(deps, known(await personById(tx, personId), `the applicant of ${applicationId} exists`))
  const form = ApplicationForm.parse(JSON.parse(deps.keyring.openField(`application_versions:form:${applicationId}:${version}`, sealed)))
  const worker = form.kind === 'worker' ? form : undefined
  return {
    ...given,
    name: person.name,
    sex: person.sex,
    idNumber: person.idNumber,
    birthDate: person.birthDate.toString(),
    workStartedOn: worker?.workStartedOn ?? null,
    unit: worker?.unit ?? unit,
    field,
    grade,
    presentGrade: worker && worker.presentGrade !== 'none' ? Number(worker.presentGrade) : null,
    presentGradePassedOn: worker?.presentGradePassedOn ?? null,
    photo,
  }
}
