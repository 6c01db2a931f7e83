import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { lockExam } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { canonicalJson } from '../log/canonical.ts'
import { certifyingExam } from './certifying-exam.ts'
import { Content, openContent } from './content.ts'
import { RegisterId } from './ids.ts'
import { insertRegister, lockInState, moveCertificates, type Register, registersOf } from './records.ts'
import type { CertificateRefusal } from './refusals.ts'

export const RegisterCertificates = z.strictObject({ examId: ExamId })
export type RegisterCertificates = z.infer<typeof RegisterCertificates>

const RegisterContent = z.strictObject({ number: z.int(), rows: z.array(Content), salt: z.string() })
export type RegisterContent = z.infer<typeof RegisterContent>

const placeOf = (id: RegisterId) => `issue_registers:content:${id}`

export const openRegister = ({ keyring }: Pick<Deps, 'keyring'>, { id, contentSealed }: Pick<Register, 'id' | 'contentSealed'>) =>
  RegisterContent.parse(JSON.parse(keyring.openField(placeOf(id), contentSealed)))

/** R-WK-32, R-SK-19: the register of personnel is made of everything that is sealed, and frozen before anything is handed out. */
export async function registerCertificates(
  deps: Deps,
  caller: Caller,
  command: RegisterCertificates,
): Promise<Result<{ registerId: RegisterId; registered: number }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'certificates_registered', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    await lockExam(tx, examId)
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    const stamped = await lockInState(tx, examId, 'stamped')
    if (stamped.length === 0) return refuse('nothing_to_register')
    const id = RegisterId.parse(deps.newId())
    const number = (await registersOf(tx, examId)).length + 1
    const content: RegisterContent = {
      number,
      rows: stamped.map((certificate) => openContent(deps, certificate.id, certificate.contentSealed)),
      salt: Buffer.from(deps.newSecret()).toString('base64url'),
    }
    const text = canonicalJson(content)
    const contentHash = createHash('sha256').update(text).digest()
    const numbers = stamped.map((certificate) => certificate.number)
    await insertRegister(tx, {
      id,
      examId,
      number,
      certificates: numbers,
      contentSealed: deps.keyring.sealField(placeOf(id), text),
      contentHash,
      madeBy: caller.accountId,
      madeAt: now,
    })
    const ids = stamped.map((certificate) => certificate.id)
    await moveCertificates(tx, ids, 'stamped', { state: 'registered', registerId: id })
    note({ register: number, numbers, content: contentHash.toString('hex') })
    return accept({ registerId: id, registered: stamped.length })
  })
}
