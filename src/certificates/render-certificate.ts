import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { gradeNames } from '../exam/rules/draft-position.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { CertificateId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { qrSvg } from '../print/qr.ts'
import { renderPdf } from '../print/render-pdf.ts'
import { openImage } from '../registration/upload-material.ts'
import { type Content, openContent } from './content.ts'
import { RegisterId } from './ids.ts'
import { type Certificate, certificateBy, certificatesOfPerson, lockCertificate, registerBy } from './records.ts'
import type { CertificateRefusal } from './refusals.ts'
import { openRegister } from './register-certificates.ts'
import { isOut } from './rules/states.ts'

export const TakePrint = z.strictObject({ examId: ExamId, certificateId: CertificateId })

/**
 * R-WK-33: the file that goes to the printer, to the clerk and only until the seal is on the paper; each time it is taken stands in the
 * log under the clerk's name.
 */
export async function takePrint(
  deps: Deps,
  caller: Caller,
  { examId, certificateId }: z.infer<typeof TakePrint>,
): Promise<Result<Uint8Array, CertificateRefusal | 'idempotency_key_reused'>> {
  const said = { event: 'certificate_file_taken', role: 'office', by: caller, examId, subject: certificateId } as const
  const taken = await act<true, CertificateRefusal>(deps, said, async (tx, _, note) => {
    const certificate = await lockCertificate(tx, examId, certificateId)
    if (!certificate) return refuse('certificate_unknown')
    note({ number: certificate.number })
    return certificate.state === 'printed' ? accept(true) : refuse('certificate_not_at_this_step', { state: certificate.state })
  })
  if (!taken.ok) return taken
  const certificate = await deps.within('office', (tx) => certificateBy(tx, examId, certificateId))
  return accept(await certificatePdf(deps, known(certificate, 'it was just there'), certificate?.printedAt ?? deps.clock(), ''))
}

export const OwnCertificate = z.strictObject({ certificateId: CertificateId })

/** The holder's copy: what the paper says, marked as a copy, with the same signed code. */
export async function takeOwnCopy(
  deps: Deps,
  caller: Caller,
  { certificateId }: z.infer<typeof OwnCertificate>,
): Promise<Result<Uint8Array, CertificateRefusal>> {
  const own = await deps.within('candidate', (tx) => certificatesOfPerson(tx, caller.personId))
  const certificate = own.find(({ id }) => id === certificateId)
  if (!certificate || !isOut(certificate.state)) return refuse('certificate_unknown')
  return accept(await certificatePdf(deps, certificate, deps.clock(), '（电子副本）'))
}

async function certificatePdf(deps: Deps, certificate: Certificate, at: Instant, mark: string): Promise<Uint8Array> {
  const { id, kind, number, statement, contentSealed } = certificate
  const content = openContent(deps, id, contentSealed)
  const photo = content.photo === null ? undefined : await openImage(deps, content.photo)
  const address = `${deps.authority.origin}/public/certificates?number=${number}`
  const pictures = {
    'qr.svg': await qrSvg(`${address}#${statement}`),
    ...(photo ? { 'photo.jpg': photo } : { 'photo.svg': noPhoto }),
  }
  const sheet = { issuer: content.issuer, printed: dateText(at.toZonedDateTimeISO(deps.authority.timeZone).toPlainDate().toString()) }
  const common = {
    number,
    name: content.name,
    sex: content.sex === 'male' ? '男' : '女',
    idNumber: content.idNumber,
    photo: photo ? 'photo.jpg' : 'photo.svg',
    qr: 'qr.svg',
  }
  if (kind === 'certificate') {
    const statementText = `持证人参加${content.examTitle}，成绩合格，特发此证。`
    const issued = { approvedOn: dateText(content.approvedOn), issued: sheet.printed }
    const one = { ...common, ...issued, field: fieldOf(content), statement: statementText }
    return renderPdf(
      'certificate',
      { ...sheet, title: `资格证书${mark}`, heading: `资格证书${mark}`, certificates: [one] },
      { at, pictures },
    )
  }
  const form = {
    ...common,
    born: monthText(content.birthDate),
    startedWork: monthText(content.workStartedOn),
    unit: content.unit,
    trade: content.field,
    grade: gradeText(content.grade),
    presentGrade: content.presentGrade === null ? null : gradeText(content.presentGrade),
    presentGradePassed: content.presentGradePassedOn === null ? null : monthText(content.presentGradePassedOn),
    theory: scoreText(content.score),
    practice: content.practice === null ? null : scoreText(content.practice),
    unitOpinion: '',
    conclusion: '考核合格',
    approval: `${dateText(content.approvedOn)}经中心主任核定，同意发给${gradeText(content.grade)}岗位考核表。`,
  }
  const heading = `工人技术等级岗位考核表${mark}`
  const contact = `核验网址：${deps.authority.origin}/public/certificates`
  return renderPdf(
    'assessment-form',
    { ...sheet, title: heading, heading, exam: content.examTitle, contact, forms: [form] },
    { at, pictures },
  )
}

export const OfRegister = z.strictObject({ examId: ExamId, registerId: RegisterId })

/** R-WK-32: the register of personnel as it was frozen. */
export async function registerPdf(
  deps: Deps,
  { examId, registerId }: z.infer<typeof OfRegister>,
): Promise<Result<Uint8Array, CertificateRefusal>> {
  const register = await deps.within('office', (tx) => registerBy(tx, examId, registerId))
  if (!register) return refuse('certificate_unknown')
  const { rows, number } = openRegister(deps, register)
  const [first] = rows
  const data = {
    title: '职业技能鉴定人员名册',
    heading: '职业技能鉴定人员名册',
    issuer: first?.issuer ?? '',
    exam: `${first?.examTitle ?? ''}　第 ${number} 号`,
    printed: dateText(register.madeAt.toZonedDateTimeISO(deps.authority.timeZone).toPlainDate().toString()),
    rows: rows.map((row) => ({
      name: row.name,
      sex: row.sex === 'male' ? '男' : '女',
      idNumber: row.idNumber,
      unit: row.unit,
      trade: row.field,
      grade: gradeText(row.grade),
      theory: scoreText(row.score),
      practice: row.practice === null ? null : scoreText(row.practice),
      number: row.number,
    })),
  }
  return accept(await renderPdf('personnel-register', data, { at: register.madeAt }))
}

const noPhoto = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="42"></svg>')
const gradeText = (grade: number | null): string => Object.entries(gradeNames).find(([number]) => Number(number) === grade)?.[1] ?? '—'
const fieldOf = ({ field, grade }: Content): string => (grade === null ? field : `${field}　${gradeText(grade)}`)
const scoreText = (score: string): string => (score.includes('.') ? score.replace(/\.?0+$/, '') : score)
const dateText = (iso: string): string => {
  const { year, month, day } = Temporal.PlainDate.from(iso)
  return `${year}年${month}月${day}日`
}
const monthText = (iso: string | null): string => {
  if (iso === null) return '—'
  const { year, month } = Temporal.PlainDate.from(iso)
  return `${year}年${String(month).padStart(2, '0')}月`
}
