import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Answer, Refusal, RefusalCode } from '../../seating/answer.ts'
import { canonicalJson } from '../../seating/canonical.ts'
import { type DrawnText, drawText, freezeText, textAroundList } from '../../seating/draw-text.ts'
import { type DrawInput, readInput } from '../../seating/input.ts'
import { engineVersion, type Head } from '../../seating/input-lists.ts'
import type { SeatsInput } from '../../seating/input-seats.ts'
import { readSeatsText } from '../../seating/roll-text.ts'
import { freeze } from '../../seating/seed.ts'
import { type DrawResult, draw as drawAgain, drawFrozen, type Opening, transcriptText } from '../../seating/transcript.ts'
import type { Deps } from '../deps.ts'
import type { Instant } from '../foundation/clock.ts'
import { InstantText } from '../foundation/clock.ts'
import { type AccountId, DrawId, type ExamId } from '../foundation/ids.ts'
import { invariant, known } from '../foundation/invariant.ts'
import { accept, type Refused, type Result, refuse } from '../foundation/result.ts'
import {
  type Draw,
  type DrawnValues,
  inputOf,
  insertDraw,
  insertDrawMade,
  keepDrawn,
  lastCancelled,
  lockDraw,
  lockExamForDraw,
  type MadeText,
  readDraw,
  type SeenDraw,
  type TextBySql,
  textMade,
  textOf,
  validDraw,
} from './draw-records.ts'
import { type DrawKind, DrawParty, judgeRun, judgeTerms, type StepRefusal } from './rules/draw-steps.ts'

/** Whatever the engine or the steps of the protocol may refuse. */
export type DrawRefusal = StepRefusal | RefusalCode | 'draw_unknown' | 'draw_exists'

const SourceName = z.string().trim().min(4).max(200)

/** What is announced with the frozen list: who contributes, until when, and which public number decides. */
export const DrawTerms = z.strictObject({
  parties: z.array(DrawParty).max(6),
  revealBy: InstantText,
  source: z.strictObject({ name: SourceName, due: InstantText }),
})
export type DrawTerms = z.infer<typeof DrawTerms>

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
/** The frozen input of a draw without what the protocol adds to it. */
export type DrawBody = Without<DrawInput, keyof Head>

export type NewDraw = {
  readonly examId: ExamId
  readonly kind: DrawKind
  /** One valid draw a kind and scope: 'exam', or the id of a session or position. */
  readonly scope: string
  readonly body: DrawBody
  /** The text of a draw of seats as SQL: its candidates as canonical entries between what stands around them; `body` then holds none. */
  readonly listed?: (around: readonly [string, string]) => TextBySql
  readonly terms: DrawTerms
  readonly by: AccountId
  readonly now: Instant
  /** Chosen by the caller when the labels depend on it. */
  readonly drawId?: DrawId
}

const second = (at: Instant) => at.toString({ smallestUnit: 'second' })
const unhex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
export const hexOf = (value: Uint8Array) => Buffer.from(value).toString('hex')

/** What the engine refused, with the rules that exclude each other, if it is that. */
const refused = ({ code, field, conflict }: Refusal): Refused<RefusalCode> => refuse(code, { field, ...conflict })

/**
 * Freezes the input of a draw and names parties, deadline and public source, all under one hash. What could be refused is refused now:
 * afterwards no seed makes the draw fail, so nobody can hope for another. For any stage; it runs in the caller's transaction.
 */
export async function freezeDraw(
  tx: Tx,
  deps: Pick<Deps, 'newId'>,
  { examId, kind, scope, body, listed, terms, by, now, drawId = DrawId.parse(deps.newId()) }: NewDraw,
): Promise<Result<{ drawId: DrawId; freezeHash: string }, DrawRefusal>> {
  const judged = judgeTerms({ parties: terms.parties, revealBy: terms.revealBy, sourceDue: terms.source.due }, now)
  if (!judged.ok) return judged
  await lockExamForDraw(tx, examId)
  if (await validDraw(tx, examId, kind, scope)) return refuse('draw_exists')
  const head = { drawId, engine: engineVersion, parties: terms.parties, revealBy: second(terms.revealBy) }
  const frozen = await freezeWith(
    tx,
    { ...body, ...head, source: { name: terms.source.name.normalize('NFC'), due: second(terms.source.due) } },
    listed,
  )
  if (!frozen.ok) return refused(frozen.refusal)
  const { freezeHash, input, text, made } = frozen.value
  const row = {
    id: drawId,
    examId,
    kind,
    scope,
    state: 'frozen' as const,
    freezeHash: unhex(freezeHash),
    parties: [...terms.parties],
    revealBy: Temporal.Instant.from(input.revealBy),
    publicSource: input.source.name,
    sourceDue: Temporal.Instant.from(input.source.due),
    frozenBy: by,
    frozenAt: now,
    replaces: (await lastCancelled(tx, examId, kind, scope)) ?? null,
  }
  // What was not canonical as it was put together is stored as the engine wrote it.
  if (made && made.text === text) await insertDrawMade(tx, row, made)
  else await insertDraw(tx, row, text)
  return accept({ drawId, freezeHash })
}

type Frozen = { readonly input: DrawInput; readonly freezeHash: string; readonly text: string }

async function freezeWith(tx: Tx, input: DrawInput, listed: NewDraw['listed']): Promise<Answer<Frozen & { readonly made?: MadeText }>> {
  if (input.kind === 'seats' && listed !== undefined) {
    const around = textAroundList(input)
    if (!around.ok) return around
    const made = await textMade(tx, listed(around.value))
    const frozen = freezeText(made.text)
    return frozen.ok ? { ok: true, value: { ...frozen.value, made } } : frozen
  }
  const frozen = freeze(input)
  return frozen.ok ? { ok: true, value: { ...frozen.value, text: canonicalJson(frozen.value.input) } } : frozen
}

export type OpenedDraw = {
  readonly drawId: DrawId
  readonly scope: string
  readonly result: DrawResult
  /** The whole frozen input, as it was published. */
  readonly input: DrawInput
  readonly transcriptHash: string
  /** The root of the tree of tickets, where a draw has tickets. */
  readonly ticketsRoot?: string
}

type Order = {
  readonly examId: ExamId
  readonly drawId: DrawId
  readonly kind: DrawKind
  readonly publicValue: string
  readonly by: AccountId
  readonly now: Instant
}

/**
 * Draws: the frozen input, the revealed values and the public value give the one result. The caller saves what the result means for its
 * own tables in the same transaction, so there is no draw without its effect and no effect without its draw.
 */
export async function openDraw(tx: Tx, order: Order): Promise<Result<OpenedDraw, DrawRefusal>> {
  const ready = await readyDraw(tx, order)
  if (!ready.ok) return ready
  const { draw, contributions } = ready.value
  const drawn = drawFrom({ ...draw, input: await inputOf(tx, draw) }, contributions, order.publicValue)
  if (!drawn.ok) return drawn
  const { text, seed, result, input, tickets } = drawn.value
  const transcriptHash = createHash('sha256').update(text).digest()
  await keep(tx, order, { seed: unhex(seed), transcript: text, transcriptHash })
  return accept({
    drawId: order.drawId,
    scope: draw.scope,
    result,
    input,
    transcriptHash: hexOf(transcriptHash),
    ...(tickets && { ticketsRoot: tickets.root }),
  })
}

export type OpenedSeats = { readonly drawId: DrawId; readonly seats: NonNullable<DrawnText['seats']>; readonly transcriptHash: string }

/** The same for seats, from the text of the input: a million candidates would not fit as objects. The transcript is put together where it stays. */
export async function openSeatDraw(tx: Tx, order: Omit<Order, 'kind'>): Promise<Result<OpenedSeats, DrawRefusal>> {
  const ready = await readyDraw(tx, { ...order, kind: 'seats' })
  if (!ready.ok) return ready
  const { draw, contributions } = ready.value
  const input = await inputOf(tx, draw)
  const drawn = drawText(input, openingOf(draw, contributions, order.publicValue))
  if (!drawn.ok) return refused(drawn.refusal)
  const { freezeHash, seed, seats, text } = drawn.value
  invariant(freezeHash === hexOf(draw.freezeHash) && text[1] === input, `draw ${draw.id} no longer has the hash it was frozen under`)
  const hash = createHash('sha256')
  for (const part of text) hash.update(part)
  const transcriptHash = hash.digest()
  await keep(tx, order, { seed: unhex(seed), transcript: { before: text[0], after: text[2] }, transcriptHash })
  return accept({ drawId: order.drawId, seats: known(seats, `the seats of draw ${draw.id}`), transcriptHash: hexOf(transcriptHash) })
}

/** Takes the lock, and answers the draw if it may be run now. */
async function readyDraw(tx: Tx, { examId, drawId, kind, publicValue, by, now }: Order): Promise<Result<SeenDraw, DrawRefusal>> {
  const held = await lockDraw(tx, examId, drawId)
  if (!held || held.draw.kind !== kind) return refuse('draw_unknown')
  const judged = judgeRun(held.standing, by, publicValue, now)
  return judged.ok ? accept(held) : judged
}

const keep = (
  tx: Tx,
  { drawId, publicValue, by, now }: Omit<Order, 'kind'>,
  drawn: Omit<DrawnValues, 'publicValue' | 'drawnAt' | 'drawnBy'>,
): Promise<void> => keepDrawn(tx, drawId, { ...drawn, publicValue, drawnAt: now, drawnBy: by })

type Values = readonly { readonly party: DrawParty; readonly commitment: Uint8Array; readonly value: Uint8Array | null }[]

const openingOf = ({ id }: Pick<Draw, 'id'>, values: Values, publicValue: string): Opening => ({
  commitments: values.map(({ party, commitment }) => ({ party, commitment: hexOf(commitment) })),
  reveals: values.map(({ party, value }) => ({ party, value: hexOf(known(value, `a value of draw ${id}`)) })),
  publicValue,
})

/** The engine's word on a draw whose values are all open. */
export function drawFrom(draw: Pick<Draw, 'id' | 'input' | 'freezeHash'>, values: Values, publicValue: string) {
  const drawn = drawAgain(JSON.parse(draw.input), openingOf(draw, values, publicValue))
  if (!drawn.ok) return refused(drawn.refusal)
  invariant(drawn.value.freezeHash === hexOf(draw.freezeHash), `draw ${draw.id} no longer has the hash it was frozen under`)
  const { seed, result, input: list, tickets } = drawn.value
  return accept({ text: transcriptText(drawn.value), seed, result, input: list, tickets })
}

/** The frozen input of a draw, for whoever goes on from its result. */
export async function frozenInput(tx: Tx, examId: ExamId, drawId: DrawId): Promise<DrawInput | undefined> {
  const found = await textOf(tx, examId, drawId, 'input')
  if (!found?.text) return undefined
  const read = readInput(JSON.parse(found.text))
  invariant(read.ok, `the frozen input of draw ${drawId} is no longer one`)
  return read.value
}

/** The sessions of a draw of seats, without an object for each candidate. */
export async function frozenSessions(tx: Tx, examId: ExamId, drawId: DrawId): Promise<SeatsInput['sessions'] | undefined> {
  const found = await textOf(tx, examId, drawId, 'input')
  const seats = found?.text ? readSeatsText(found.text) : undefined
  if (seats) return seats.input.sessions
  const input = await frozenInput(tx, examId, drawId)
  return input?.kind === 'seats' ? input.sessions : undefined
}

/** What a draw that was held gave, derived again from its input and seed. */
export async function drawnResult(
  tx: Tx,
  examId: ExamId,
  drawId: DrawId,
): Promise<{ readonly input: DrawInput; readonly result: DrawResult } | undefined> {
  const [held, input] = [await readDraw(tx, examId, drawId), await frozenInput(tx, examId, drawId)]
  if (!input || !held?.draw.seed) return undefined
  const drawn = drawFrozen(input, held.draw.seed)
  invariant(drawn.ok, `draw ${drawId} no longer gives a result`)
  return { input, result: drawn.value }
}
