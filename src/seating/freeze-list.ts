import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { closePlaces, type Exam, lockExam, positionsOf, sessionsOf, slotsOf } from '../exam/records.ts'
import { subjectAt } from '../exam/rules/slots.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { canonicalJson } from '../log/canonical.ts'
import { accessNeeds } from '../registration/rules/form.ts'
import { allowTime } from './draw-records.ts'
import { type Eligible, eligibleOf } from './eligible-records.ts'
import { daysNotClosed, freezeOf, insertList, type ListedCandidate, openBeforeExam, sealedForms, slotsHeld } from './records.ts'
import type { SeatingRefusal } from './refusals.ts'
import { judgeListFreeze } from './rules/list-freeze.ts'
import { districtOf, groupsOf, needsOf } from './rules/seat-input.ts'
import { citiesHold } from './seat-plan.ts'

export const FreezeList = z.strictObject({ examId: ExamId })
export type FreezeList = z.infer<typeof FreezeList>

/**
 * From here on nobody enters the written test or leaves it: the hash of the list is public before any random value exists.
 * Gap: the list is made in memory in one piece; beyond a hundred thousand candidates nobody has measured what that takes. The draw reads it in pages.
 */
export async function freezeList(
  deps: Deps,
  caller: Caller,
  command: FreezeList,
): Promise<Result<{ candidates: number; listHash: string }, SeatingRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'list_frozen', role: 'office', by: caller, examId, subject: examId, command }, async (tx, now, note) => {
    const exam = await lockExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    await allowTime(tx)
    const listed = await candidatesOf(deps, tx, exam, await eligibleOf(tx, exam))
    const sessions = new Set((await sessionsOf(tx, examId)).map(({ subject }) => subject))
    const judged = judgeListFreeze(
      {
        announced: exam.state === 'announced',
        registrationClosesAt: exam.registrationClosesAt ?? undefined,
        reviewMode: exam.notice.reviewMode,
        open: await openBeforeExam(tx, examId, now),
        daysNotClosed: await daysNotClosed(tx, examId, deps.authority.timeZone),
        candidates: listed.length,
        subjectsWithoutSession: [...new Set(listed.flatMap(({ subject }) => subject ?? []))].filter((subject) => !sessions.has(subject)),
        frozen: (await freezeOf(tx, examId)) !== undefined,
      },
      now,
    )
    if (!judged.ok) return judged
    const seatable = await citiesHold(tx, exam, listed)
    if (!seatable.ok) return seatable
    const listHash = hashOf(listed)
    await insertList(tx, { examId, frozenBy: caller.accountId, frozenAt: now, candidates: listed.length, listHash }, listed)
    await closePlaces(tx, examId, now satisfies Instant)
    const hex = listHash.toString('hex')
    note({ candidates: listed.length, listHash: hex })
    return accept({ candidates: listed.length, listHash: hex })
  })
}

/** All that the seat needs to know of a form. */
const Stated = z.looseObject({
  accessNeeds: z.enum(accessNeeds),
  school: z.string(),
  /** The employer, as a worker's form and a general form call it. */
  unit: z.string().optional(),
  employment: z.string().optional(),
})

/** What a draw needs to know of them, each with a label that only the office's key joins to the application. */
export async function candidatesOf(
  { keyring }: Pick<Deps, 'keyring'>,
  tx: Tx,
  { id: examId }: Exam,
  found: readonly Eligible[],
): Promise<ListedCandidate[]> {
  const positions = new Map((await positionsOf(tx, examId)).map((position) => [position.id, position]))
  const forms = await sealedForms(tx, examId)
  const slots = await slotsOf(tx, examId)
  const held = slots.length > 0 ? await slotsHeld(tx, examId) : new Map<string, string>()
  const blinded = (place: string, text: string): string =>
    Buffer.from(keyring.digest(`${place}:${examId}`, text))
      .toString('hex')
      .slice(0, 32)
  const stated = (applicationId: string, version: number) => {
    const sealed = known(forms.get(`${applicationId}:${version}`), `form of application ${applicationId}`)
    return Stated.parse(JSON.parse(keyring.openField(`application_versions:form:${applicationId}:${version}`, sealed)))
  }
  return found.map(({ applicationId, positionId, version }) => {
    const form = stated(applicationId, version)
    const { subject } = known(positions.get(positionId), `position ${positionId}`)
    const slot = slots.find(({ id }) => id === held.get(applicationId))
    return {
      examId,
      applicationId,
      positionId,
      version,
      subject: subject === null ? null : subjectAt(subject, slots, slot),
      needs: needsOf(form.accessNeeds),
      groups: groupsOf({ employer: form.unit ?? form.employment, school: form.school, position: positionId })
        .map((group) => blinded('draw-group', group))
        .sort(),
      label: blinded('draw-label', applicationId),
      wish: subject !== null && slot?.city ? districtOf(slot.city) : null,
      lateIn: null,
    }
  })
}

/** Over labels, subjects, needs, groups and wishes in label order: what the draw will be fed with, before anyone can know a random value. */
const hashOf = (listed: readonly ListedCandidate[]): Buffer =>
  createHash('sha256')
    .update(
      canonicalJson(
        listed
          .map(({ label, subject, needs, groups, wish }) => ({
            label,
            subject,
            needs: [...needs],
            groups: [...groups],
            ...(wish === null ? {} : { wish }),
          }))
          .sort((a, b) => (a.label < b.label ? -1 : 1)),
      ),
    )
    .digest()
