import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { gradeNames } from '../exam/rules/draft-position.ts'
import { dateIn } from '../foundation/calendar.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { personById } from '../identity/people-records.ts'
import { nameOf } from '../identity/person.ts'
import { act } from '../log/act.ts'
import { draftPublication } from '../publicity/draft-publication.ts'
import { newestHead } from '../publicity/records.ts'
import { maskName } from '../web/format.tsx'
import { certifyingExam } from './certifying-exam.ts'
import { insertFiling, lockFiling, receiveFiling, writtenResultsOf } from './pass-records.ts'
import type { CertificateRefusal } from './refusals.ts'
import { filingDueOn, receiverRoles, receivers, receiversOf } from './rules/filing.ts'

export const DraftPassList = z.strictObject({ examId: ExamId })
export type DraftPassList = z.infer<typeof DraftPassList>

/** R-WK-34, R-SK-21: the list is made from the approvals and from nothing else; no field of this act could hold a name. */
export async function draftPassList(
  deps: Deps,
  caller: Caller,
  command: DraftPassList,
): Promise<Result<{ draftId: string; snapshotHash: string; rows: number }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'pass_list_drafted', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    const passed = (await writtenResultsOf(tx, examId)).filter(({ approval }) => approval === 'standing')
    if (passed.length === 0) return refuse('nothing_to_publish')
    const rows = []
    for (const { ticket, personId, field, grade } of passed) {
      const person = known(await personById(tx, personId), 'whoever passed exists')
      rows.push({ ticket, name: maskName(nameOf(deps, person)), trade: field, grade: gradeName(grade), result: '合格' })
    }
    const published = await newestHead(tx, examId, 'pass_list')
    const drafted = await draftPublication(tx, {
      id: deps.newId(),
      examId,
      kind: 'pass_list',
      columns: ['ticket', 'name', 'trade', 'grade', 'result'],
      rows,
      by: caller.accountId,
      now,
      ...(published ? { corrects: published.id, reason: '名单变动' } : {}),
    })
    if (!drafted.ok) return drafted
    note({ rows: rows.length, snapshot: drafted.value.snapshotHash })
    return accept({ ...drafted.value, rows: rows.length })
  })
}

const gradeName = (grade: number | null): string => Object.entries(gradeNames).find(([number]) => Number(number) === grade)?.[1] ?? '—'

export const FilePassList = z.strictObject({ examId: ExamId, receiver: z.enum(receivers) })
export type FilePassList = z.infer<typeof FilePassList>

/** R-WK-35, R-SK-22: the published list is filed with those who watch over the results. */
export async function filePassList(
  deps: Deps,
  caller: Caller,
  command: FilePassList,
): Promise<Result<{ dueOn: string; late: boolean }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId, receiver } = command
  return act(deps, { event: 'pass_list_filed', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const found = await certifyingExam(tx, examId)
    if (!found.ok) return found
    const { exam, family } = found.value
    if (!receiversOf(family).includes(receiver)) return refuse('receiver_not_of_family')
    const published = await newestHead(tx, examId, 'pass_list')
    if (!published) return refuse('pass_list_unpublished')
    const zone = deps.authority.timeZone
    const dueOn = filingDueOn(family, dateIn(zone, published.openedAt), zone, exam.notice.holidays)
    const late = Temporal.PlainDate.compare(dateIn(zone, now), dueOn) > 0
    const unread = { receivedBy: null, receivedAt: null }
    const filed = await insertFiling(tx, {
      examId,
      receiver,
      publicationId: published.id,
      dueOn,
      filedBy: caller.accountId,
      filedAt: now,
      ...unread,
    })
    if (!filed) return refuse('filed_already')
    note({
      receiver,
      publication: published.id,
      snapshot: Buffer.from(published.snapshotHash).toString('hex'),
      dueOn: dueOn.toString(),
      late,
    })
    return accept({ dueOn: dueOn.toString(), late })
  })
}

export const ReceiveFiling = z.strictObject({ examId: ExamId, receiver: z.enum(receivers) })
export type ReceiveFiling = z.infer<typeof ReceiveFiling>

/** The receiver says that the list has come: the filing's receipt. */
export async function acknowledgeFiling(
  deps: Deps,
  caller: Caller,
  command: ReceiveFiling,
): Promise<Result<{ received: true }, CertificateRefusal | 'idempotency_key_reused'>> {
  const { examId, receiver } = command
  return act(deps, { event: 'pass_list_received', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    note({ receiver })
    if (!appointmentFor(caller, [receiverRoles[receiver]], examId)) return refuse('receipt_of_another')
    const filing = await lockFiling(tx, examId, receiver)
    if (!filing) return refuse('filing_unknown')
    if (filing.receivedAt) return refuse('settled_already')
    if (filing.filedBy === caller.accountId) return refuse('second_person_needed')
    await receiveFiling(tx, examId, receiver, caller.accountId, now)
    return accept({ received: true as const })
  })
}
