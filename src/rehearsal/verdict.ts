import { webcrypto } from 'node:crypto'
import { checkExam } from '../../db/check-exam.ts'
import { checkTranscript } from '../../seating/check.ts'
import { noblePrimitives } from '../../seating/primitives.ts'
import { type Instant, systemClock } from '../foundation/clock.ts'
import { canonicalJson } from '../log/canonical.ts'
import { sha256 } from '../log/log-key.ts'
import { type Means, verifyPublished } from '../log/verify-published.ts'
import { type Person, simulatedPerson } from './person.ts'
import { done, type World } from './world.ts'

export type Verdict = {
  readonly invariantsChecked: number
  readonly invariantsBroken: number
  readonly broken: readonly string[]
  readonly draws: number
  readonly drawVerified: boolean
  readonly logVerified: boolean
  readonly logEntries: number
}

/** What an auditor and a stranger find: every invariant asked of the database, every draw and the whole log recomputed from what is public. */
export async function verifyAll(world: World, ownerUrl: string): Promise<Verdict> {
  const stranger = simulatedPerson('旁观者', { origin: world.origin })
  const [log, draws, { checked, broken }] = await Promise.all([
    verifyLog(stranger),
    verifyDraws(stranger, world),
    checkExam(ownerUrl, { schema: 'rehearsal' }),
  ])
  return {
    invariantsChecked: checked,
    invariantsBroken: broken.length,
    broken: broken.map(({ invariant, rows }) => `BROKEN ${invariant}: ${JSON.stringify(rows.slice(0, 3))}`),
    draws: draws.checked,
    drawVerified: draws.checked > 0 && draws.sound,
    logVerified: log.ok,
    logEntries: log.entries,
  }
}

type Drawn = {
  readonly drawId: string
  readonly state: string
  readonly freezeHash: string
  readonly parties: readonly { readonly party: string; readonly commitment: string }[]
}

async function verifyDraws(stranger: Person, { examIds }: World): Promise<{ checked: number; sound: boolean }> {
  let checked = 0
  let sound = true
  for (const examId of examIds) {
    const { draws } = await done(stranger.get<{ draws: readonly Drawn[] }>(`/api/public/exams/${examId}/draws`), 'reading the draws')
    for (const { drawId, state, freezeHash, parties } of draws) {
      if (state !== 'drawn') continue
      const transcript = await done(stranger.get(`/api/public/exams/${examId}/draws/${drawId}/transcript`), 'reading a transcript')
      const verdict = checkTranscript(canonicalJson(transcript), noblePrimitives, {
        freezeHash,
        commitments: parties.map(({ party, commitment }) => ({ party, commitment })),
      })
      checked += 1
      sound &&= verdict.ok
    }
  }
  return { checked, sound }
}

const verifySignature: Means['verifySignature'] = async (publicKey, message, signature) => {
  const key = await webcrypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
  return webcrypto.subtle.verify('Ed25519', key, signature, message)
}

async function verifyLog(stranger: Person): Promise<{ ok: boolean; entries: number }> {
  await published(stranger)
  const { verifierKey, note } = await done(
    stranger.get<{ verifierKey: string; note: string }>('/api/log/checkpoint'),
    'reading the checkpoint',
  )
  type Entry = { readonly index: number; readonly event: string; readonly leafHash: string }
  const readEntries = async (from: number) =>
    (await done(stranger.get<{ entries: readonly Entry[] }>(`/api/log/entries?from=${from}`), 'reading the log')).entries
  const verified = await verifyPublished({ verifierKey, note, readEntries }, { hash: sha256, verifySignature, progress: () => undefined })
  return { ok: verified.ok && verified.signature === 'good', entries: verified.ok ? verified.checkpoint.size : 0 }
}

/** Waits until the checkpoint stops growing: nobody acts any more, so the newest one then holds everything. */
async function published(stranger: Person): Promise<void> {
  let size = -1
  for (let look = 0; look < 40; look += 1) {
    const checkpoint = await done(stranger.get<{ size: number }>('/api/log/checkpoint'), 'reading the checkpoint')
    if (checkpoint.size === size) return
    size = checkpoint.size
    await new Promise((resume) => setTimeout(resume, 1500))
  }
  throw new Error('the log still grows a minute after the last act')
}

export function summarise(world: World, { broken, ...verdict }: Verdict, begun: Instant) {
  const seconds = Math.round(begun.until(systemClock()).total('milliseconds') / 100) / 10
  const figures = { ...world.figures, ...verdict, troubles: world.troubles.length, seconds }
  const sound = verdict.invariantsBroken === 0 && verdict.drawVerified && verdict.logVerified
  const f = world.figures
  const kinds = Map.groupBy(world.troubles, ({ stage, what }) => `${stage}: ${what}`)
  const lines = [
    '',
    `报名 ${f.candidates} 人，审核通过 ${f.qualified}，编排 ${f.seated} 座 ${f.rooms} 场；试卷 ${f.packages} 袋，交接 ${f.handoffs} 次；答卷 ${f.scripts} 份`,
    `入围 ${f.shortlisted}，递补 ${f.backfilled}，拟聘 ${f.proposed}，核发 ${f.certificates}`,
    `Troubles on purpose, each answered by the rules (${world.troubles.length}):`,
    ...[...kinds].map(([what, times]) => `  · ${what}${times.length > 1 ? ` (${times.length} times)` : ''}`),
    `Invariants: ${verdict.invariantsChecked} asked, ${verdict.invariantsBroken} broken`,
    ...broken,
    `Draws: ${verdict.draws} recomputed by a stranger, ${verdict.drawVerified ? 'all agree' : 'NOT VERIFIED'}`,
    `Log: ${verdict.logEntries} entries recomputed by a stranger, ${verdict.logVerified ? 'root and signature agree' : 'NOT VERIFIED'}`,
    `${seconds} s`,
  ]
  return { figures, sound, text: lines.join('\n') }
}
