import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { CertificateId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { tell } from '../identity/inbox.ts'
import { accountOfKind } from '../identity/people-records.ts'
import { act } from '../log/act.ts'
import { loadApplication } from '../registration/records.ts'
import { moveBlanks } from './blank-records.ts'
import { certifyingExam } from './certifying-exam.ts'
import { type Certificate, insertPermit, lockCertificate, moveCertificates, permitFor } from './records.ts'
import type { CertificateRefusal } from './refusals.ts'
import { judgeCollection, mayHaveProxy, papersToShow, proxyReasons } from './rules/collection.ts'
import { stepFrom } from './rules/states.ts'
import { messages } from './words.ts'

const Line = z.string().trim().min(1).max(200)

export const IssueCertificate = z.strictObject({
  examId: ExamId,
  certificateId: CertificateId,
  how: z.enum(['in_person', 'by_mail', 'by_proxy']),
  /** Papers the collector showed, by sight of the clerk. */
  shown: z.array(z.enum(papersToShow)).max(papersToShow.length).default([]),
  /** The carrier's number, for what is mailed. */
  tracking: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z-]{6,40}$/)
    .optional(),
})
export type IssueCertificate = z.infer<typeof IssueCertificate>

/** R-CERT-02, R-CERT-03, R-WK-30: handed to its holder, to a permitted proxy, or to the mail; only after it stands in a frozen register. */
export async function issueCertificate(
  deps: Deps,
  caller: Caller,
  command: IssueCertificate,
): Promise<Result<{ state: 'issued' | 'mailed' }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId, certificateId, how, shown, tracking } = command
  const said = { event: 'certificate_issued', role: 'office', by: caller, examId, subject: certificateId, command } as const
  return act(deps, said, async (tx, now, note) => {
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    const certificate = await lockCertificate(tx, examId, certificateId)
    if (!certificate) return refuse('certificate_unknown')
    const step = stepFrom(certificate.state, how === 'by_mail' ? 'mail' : 'hand_over')
    if (!step.ok) return step
    const permit = how === 'by_proxy' ? await permitFor(tx, certificateId) : undefined
    const collection = how === 'by_mail' ? { how } : how === 'by_proxy' ? { how, shown, permittedBy: permit?.permittedBy } : { how, shown }
    const collected = judgeCollection(found.value.family, collection, caller.accountId)
    if (!collected.ok) return collected
    if (how === 'by_mail' && tracking === undefined) return refuse('tracking_missing')
    const state = how === 'by_mail' ? 'mailed' : 'issued'
    await moveCertificates(tx, [certificateId], 'registered', {
      state,
      collected: collected.value,
      issuedBy: caller.accountId,
      issuedAt: now,
      trackingSealed: tracking !== undefined && how === 'by_mail' ? deps.keyring.sealField(trackingPlace(certificateId), tracking) : null,
    })
    await moveBlanks(tx, certificate.kind, [certificate.blankNumber], 'printed', 'issued', now)
    await tellHolder(tx, deps, certificate, messages[state], now)
    note({ number: certificate.number, how })
    return accept({ state })
  })
}

const trackingPlace = (id: CertificateId) => `certificates:tracking:${id}`

type Message = (typeof messages)[keyof typeof messages]

export async function tellHolder(
  tx: Tx,
  deps: Pick<Deps, 'newId' | 'keyring'>,
  { applicationId, examId }: Pick<Certificate, 'applicationId' | 'examId'>,
  { subject, body }: Message,
  now: Instant,
): Promise<void> {
  const application = await loadApplication(tx, applicationId)
  const account = application && (await accountOfKind(tx, application.personId, 'candidate'))
  if (account) await tell(tx, deps, { accountId: account.id, examId, subject, body, now })
}

export const SettleMail = z.strictObject({ examId: ExamId, certificateId: CertificateId, outcome: z.enum(['delivered', 'returned']) })
export type SettleMail = z.infer<typeof SettleMail>

/** What became of a mailed certificate: it arrived, or it came back and lies in the house again. */
export async function settleMail(
  deps: Deps,
  caller: Caller,
  command: SettleMail,
): Promise<Result<{ state: 'delivered' | 'registered' }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId, certificateId, outcome } = command
  const said = { event: 'certificate_mail_settled', role: 'office', by: caller, examId, subject: certificateId, command } as const
  return act<{ state: 'delivered' | 'registered' }, CertificateRefusal>(deps, said, async (tx, now, note) => {
    const certificate = await lockCertificate(tx, examId, certificateId)
    if (!certificate) return refuse('certificate_unknown')
    const step = stepFrom(certificate.state, outcome === 'delivered' ? 'confirm_delivery' : 'take_back_mail')
    if (!step.ok) return step
    note({ number: certificate.number, outcome })
    if (outcome === 'delivered') {
      await moveCertificates(tx, [certificateId], 'mailed', { state: 'delivered', deliveredAt: now })
      return accept({ state: 'delivered' })
    }
    const never = { collected: null, issuedBy: null, issuedAt: null, trackingSealed: null }
    await moveCertificates(tx, [certificateId], 'mailed', { state: 'registered', ...never })
    await moveBlanks(tx, certificate.kind, [certificate.blankNumber], 'issued', 'printed', now)
    return accept({ state: 'registered' })
  })
}

export const PermitProxy = z.strictObject({
  examId: ExamId,
  certificateId: CertificateId,
  reason: z.enum(proxyReasons),
  evidence: Line,
  proxyName: Line,
  proxyIdNumber: z
    .string()
    .trim()
    .regex(/^\d{17}[\dXx]$/),
})
export type PermitProxy = z.infer<typeof PermitProxy>

/** R-CERT-03, B-32: the director accepts a special case, with its reason and evidence; the clerk then hands it to this proxy alone. */
export async function permitProxy(
  deps: Deps,
  caller: Caller,
  command: PermitProxy,
): Promise<Result<{ permitted: true }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId, certificateId, reason, evidence, proxyName, proxyIdNumber } = command
  const said = { event: 'proxy_permitted', role: 'office', by: caller, examId, subject: certificateId, command } as const
  return act(deps, said, async (tx, now, note) => {
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    if (!mayHaveProxy(found.value.family)) return refuse('proxy_not_provided')
    const certificate = await lockCertificate(tx, examId, certificateId)
    if (!certificate) return refuse('certificate_unknown')
    const proxy = JSON.stringify({ name: proxyName, idNumber: proxyIdNumber.toUpperCase() })
    const permitted = await insertPermit(tx, {
      certificateId,
      reason,
      evidenceSealed: deps.keyring.sealField(`proxy_permits:evidence:${certificateId}`, evidence),
      proxySealed: deps.keyring.sealField(`proxy_permits:proxy:${certificateId}`, proxy),
      permittedBy: caller.accountId,
      permittedAt: now,
    })
    if (!permitted) return refuse('proxy_permitted_before')
    note({ number: certificate.number, reason })
    return accept({ permitted: true as const })
  })
}
