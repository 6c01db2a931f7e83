import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { type AccountId, ExamId, PublicationId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { DraftId, ObjectionId, ObjectionNumber } from './ids.ts'
import { publishedList } from './published-list.ts'
import {
  type Draft,
  draftById,
  examOfLists,
  findingsOn,
  lockObjection,
  newestHead,
  objectionByNumber,
  objectionsOfExam,
  openDrafts,
  type PublicationHead,
  publicationHead,
  publicationsOf,
  readSnapshot,
  sealedNames,
} from './records.ts'
import type { PublicityRefusal } from './refusals.ts'
import { publicityStatus } from './rules/window.ts'

export const ReadLists = z.strictObject({ examId: ExamId })
export const ReadList = z.strictObject({ examId: ExamId, publicationId: PublicationId })
export const ReadDraft = z.strictObject({ examId: ExamId, draftId: DraftId })
export const ReadObjection = z.strictObject({ examId: ExamId, objectionId: ObjectionId })
export const LookUpObjection = z.strictObject({ number: ObjectionNumber })

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

const publicFacts = (list: PublicationHead) => ({
  publicationId: list.id,
  kind: list.kind,
  version: list.version,
  openedAt: list.openedAt.toString(),
  closesAt: list.closesAt.toString(),
  snapshotHash: hex(list.snapshotHash),
  reason: list.reason ?? undefined,
})
export type PublicFacts = ReturnType<typeof publicFacts>

/** Every version of every list of an exam, newest first. */
export async function publicLists(deps: Deps, { examId }: z.infer<typeof ReadLists>) {
  return deps.within('public', async (tx): Promise<Result<{ title: string; phones: Phones; lists: PublicFacts[] }, PublicityRefusal>> => {
    const exam = await examOfLists(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const lists = await publicationsOf(tx, examId)
    return accept({ title: exam.title, phones: exam.notice.phones, lists: lists.map(publicFacts) })
  })
}
export type Phones = { readonly advice: string | null; readonly complaint: string | null }

/** One list as it was shown; `snapshot` is the exact text whose SHA-256 is the hash. */
export async function publicList(deps: Deps, { examId, publicationId }: z.infer<typeof ReadList>) {
  return deps.within('public', async (tx) => {
    const exam = await examOfLists(tx, examId)
    // Only what is there is asked of those that are kept: made-up ids must not drive a list out.
    const head = exam && (await publicationHead(tx, examId, publicationId))
    const list = head && (await publishedList(deps, tx, { examId, publicationId }))
    if (!exam || !list) return refuse<PublicityRefusal>('publication_unknown')
    const newest = await newestHead(tx, examId, list.kind)
    const { columns, rows } = list
    const newestId = newest?.id ?? list.id
    return accept({
      ...publicFacts(list),
      title: exam.title,
      phones: exam.notice.phones,
      columns,
      rows,
      snapshot: list.snapshot,
      newest: newestId,
    })
  })
}

/** What became of an objection, for whoever has its number. */
export async function lookUpObjection(deps: Deps, { number }: z.infer<typeof LookUpObjection>) {
  return deps.within('public', async (tx) => {
    const found = await objectionByNumber(tx, number)
    if (!found) return refuse<PublicityRefusal>('objection_unknown')
    const { state, kind, examId, raisedAt, dueAt, decidedAt } = found
    return accept({ state, kind, examId, raisedAt: raisedAt.toString(), dueAt: dueAt.toString(), decidedAt: decidedAt?.toString() })
  })
}

const draftFacts = (draft: Draft) => ({
  draftId: draft.id,
  kind: draft.kind,
  preparedBy: draft.preparedBy,
  preparedAt: draft.preparedAt.toString(),
  snapshotHash: hex(draft.snapshotHash),
  rows: readSnapshot(draft.snapshot).rows.length,
  corrects: draft.corrects ?? undefined,
  reason: draft.reason ?? undefined,
})

/** The officers' board: drafts that wait, lists with their status, objections without what they say. */
export async function publicityBoard(deps: Deps, _caller: Caller, { examId }: z.infer<typeof ReadLists>) {
  const now = deps.clock()
  return deps.within('office', async (tx) => {
    const exam = await examOfLists(tx, examId)
    if (!exam) return refuse<PublicityRefusal>('exam_unknown')
    const [drafts, lists, objections] = [await openDrafts(tx, examId), await publicationsOf(tx, examId), await objectionsOfExam(tx, examId)]
    const statusOf = (list: PublicationHead) => {
      const open = objections.filter(({ kind, state }) => kind === list.kind && state === 'open').length
      return publicityStatus(list.closesAt, open, now)
    }
    return accept({
      title: exam.title,
      drafts: drafts.map(draftFacts),
      lists: lists.map((list) => ({
        ...publicFacts(list),
        preparedBy: list.preparedBy,
        approvedBy: list.approvedBy,
        status: statusOf(list),
      })),
      objections: objections.map(({ id, kind, state, concerns, raisedAt, dueAt, contactSealed, publicationId }) => ({
        objectionId: id,
        publicationId,
        kind,
        state,
        concerns: concerns ?? undefined,
        underName: contactSealed !== null,
        raisedAt: raisedAt.toString(),
        dueAt: dueAt.toString(),
      })),
    })
  })
}

/** A list that waits for approval, whole. */
export async function readDraft(deps: Deps, caller: Caller, { examId, draftId }: z.infer<typeof ReadDraft>) {
  return deps.within('office', async (tx) => {
    const exam = await examOfLists(tx, examId)
    const draft = exam && (await draftById(tx, examId, draftId))
    if (!exam || !draft) return refuse<PublicityRefusal>('draft_unknown')
    const { columns, rows } = readSnapshot(draft.snapshot)
    const names = namesOf(deps, await sealedNames(tx, [draft.preparedBy]))
    const settled = draft.publishedAs !== null || draft.withdrawnAt !== null
    const own = draft.preparedBy === caller.accountId
    return accept({
      ...draftFacts(draft),
      title: exam.title,
      preparer: names.get(draft.preparedBy) ?? '',
      settled,
      own,
      columns,
      list: rows,
    })
  })
}

/** What an objection says. Opening it is an act: whoever reads a citizen's words is on record. */
export async function readObjection(deps: Deps, caller: Caller, { examId, objectionId }: z.infer<typeof ReadObjection>) {
  return act(deps, { event: 'objection_opened', role: 'office', by: caller, examId, subject: objectionId }, async (tx) => {
    const exam = await examOfLists(tx, examId)
    const objection = exam && (await lockObjection(tx, examId, objectionId))
    if (!exam || !objection) return refuse<PublicityRefusal>('objection_unknown')
    const findings = await findingsOn(tx, [objectionId])
    const names = namesOf(deps, await sealedNames(tx, [...new Set(findings.map(({ decidedBy }) => decidedBy))]))
    return accept({
      objectionId,
      title: exam.title,
      publicationId: objection.publicationId,
      kind: objection.kind,
      state: objection.state,
      concerns: objection.concerns ?? undefined,
      statement: deps.keyring.openField(`objections:statement:${objectionId}`, objection.statementSealed),
      contact: objection.contactSealed ? deps.keyring.openField(`objections:contact:${objectionId}`, objection.contactSealed) : undefined,
      raisedAt: objection.raisedAt.toString(),
      dueAt: objection.dueAt.toString(),
      findings: findings.map(({ sequence, finding, reasonsSealed, decidedAt, decidedBy }) => ({
        finding,
        reasons: deps.keyring.openField(`objection_findings:reasons:${objectionId}:${sequence}`, reasonsSealed),
        decidedAt: decidedAt.toString(),
        by: names.get(decidedBy) ?? '',
      })),
    })
  })
}

const namesOf = (deps: Deps, sealed: readonly { accountId: string; personId: string; sealed: string }[]): Map<AccountId | string, string> =>
  new Map(sealed.map((one) => [one.accountId, deps.keyring.openField(`persons:name:${one.personId}`, Buffer.from(one.sealed, 'hex'))]))
