import { describe, expect, test } from 'vitest'
import {
  type DrawParty,
  type DrawStanding,
  judgeCancellation,
  judgeCommitment,
  judgeReveal,
  judgeRun,
  judgeSecondHand,
  judgeTerms,
  judgeWitness,
  nextStep,
} from './draw-steps.ts'

const at = (minute: number, second = 0) => Temporal.Instant.from('2026-03-02T09:00:00+08:00').add({ minutes: minute, seconds: second })
const parties: DrawParty[] = ['exam_office', 'discipline_inspector', 'section_head']
const code = (result: { readonly ok: boolean; readonly refusal?: string }) => (result.ok ? 'ok' : result.refusal)

/** Of the three, the first `committed` are bound and the first `revealed` have opened. */
const standing = (committed: number, revealed: number, changed: Partial<DrawStanding> = {}): DrawStanding => ({
  state: committed === 3 ? 'committed' : 'frozen',
  parties,
  contributions: parties.slice(0, committed).map((party, index) => ({ party, accountId: `p${index}`, revealed: index < revealed })),
  revealBy: at(60),
  sourceDue: at(70),
  witness: undefined,
  cancelProposedBy: undefined,
  ...changed,
})
const witnessed = { witness: { accountId: 'p1', value: '7' } }

describe('R-RC-10 – who stands at a draw, and when its value falls', () => {
  test.each([
    { parties, revealBy: 60, due: 61.5, becomes: 'ok', because: 'three roles, a value after the deadline' },
    { parties: parties.slice(0, 2), revealBy: 60, due: 70, becomes: 'parties_too_few', because: 'two are not three' },
    {
      parties: [...parties, parties[0] ?? 'exam_office'],
      revealBy: 60,
      due: 70,
      becomes: 'parties_too_few',
      because: 'one role counts once',
    },
    {
      parties: ['exam_office', 'police_escort', 'section_head'] satisfies DrawParty[],
      revealBy: 60,
      due: 70,
      becomes: 'inspector_missing',
      because: 'nobody supervises',
    },
    { parties, revealBy: 0, due: 70, becomes: 'reveal_time_past', because: 'no time to reveal' },
    { parties, revealBy: 60, due: 60, becomes: 'source_too_early', because: 'the last to reveal would know the result' },
  ])('$because', ({ parties: who, revealBy, due, becomes }) => {
    const terms = { parties: who, revealBy: at(revealBy), sourceDue: at(0, due * 60) }
    expect(code(judgeTerms(terms, at(0)))).toBe(becomes)
  })
})

describe('commitments', () => {
  test.each([
    { draw: standing(1, 0), party: 'section_head', who: 'p9', now: 10, becomes: 'ok', because: 'a new person for a free party' },
    {
      draw: standing(1, 0),
      party: 'exam_office',
      who: 'p9',
      now: 10,
      becomes: 'party_has_committed',
      because: 'a commitment is not exchanged',
    },
    { draw: standing(1, 0), party: 'section_head', who: 'p0', now: 10, becomes: 'one_person_one_party', because: 'nobody is two parties' },
    { draw: standing(1, 0), party: 'police_escort', who: 'p9', now: 10, becomes: 'party_unknown', because: 'not among the frozen parties' },
    { draw: standing(1, 0), party: 'section_head', who: 'p9', now: 60, becomes: 'reveal_time_over', because: 'at the deadline it is over' },
    { draw: standing(2, 0, { state: 'cancelled' }), party: 'section_head', who: 'p9', now: 10, becomes: 'draw_over', because: 'cancelled' },
  ] satisfies { draw: DrawStanding; party: DrawParty; who: string; now: number; becomes: string; because: string }[])(
    '$because',
    ({ draw, party, who, now, becomes }) => {
      expect(code(judgeCommitment(draw, party, who, at(now)))).toBe(becomes)
    },
  )
})

describe('values', () => {
  test.each([
    { draw: standing(3, 0), who: 'p0', now: 59, becomes: 'ok', because: 'everybody is bound' },
    { draw: standing(2, 0), who: 'p0', now: 10, becomes: 'commitments_open', because: 'another could still choose its value' },
    { draw: standing(3, 1), who: 'p0', now: 10, becomes: 'already_revealed', because: 'once' },
    { draw: standing(3, 0), who: 'p9', now: 10, becomes: 'commitment_missing', because: 'a stranger' },
    { draw: standing(3, 2), who: 'p2', now: 60, becomes: 'reveal_time_over', because: 'at the deadline' },
  ])('$because', ({ draw, who, now, becomes }) => {
    expect(code(judgeReveal(draw, who, at(now)))).toBe(becomes)
  })
})

describe('B-15 – the public value is read by two, and the draw runs once', () => {
  test.each([
    { draw: standing(3, 3), now: 70, becomes: 'ok', because: 'due' },
    { draw: standing(3, 3), now: 69, becomes: 'source_not_due', because: 'a minute early' },
    { draw: standing(3, 2), now: 70, becomes: 'reveal_missing', because: 'one is silent' },
  ])('witness: $because', ({ draw, now, becomes }) => {
    expect(code(judgeWitness(draw, at(now)))).toBe(becomes)
  })
  test.each([
    { draw: standing(3, 3, witnessed), who: 'p0', value: '7', now: 70, becomes: 'ok', because: 'two have read the same' },
    { draw: standing(3, 3), who: 'p0', value: '7', now: 70, becomes: 'public_value_unwitnessed', because: 'the office alone' },
    { draw: standing(3, 3, witnessed), who: 'p1', value: '7', now: 70, becomes: 'second_person_needed', because: 'the witness alone' },
    { draw: standing(3, 3, witnessed), who: 'p0', value: '8', now: 70, becomes: 'public_value_differs', because: 'another value' },
    {
      draw: standing(3, 3, { ...witnessed, state: 'drawn' }),
      who: 'p0',
      value: '7',
      now: 70,
      becomes: 'draw_over',
      because: 'a second time',
    },
  ])('run: $because', ({ draw, who, value, now, becomes }) => {
    expect(code(judgeRun(draw, who, value, at(now)))).toBe(becomes)
  })
})

describe('a draw is given up by two, and never once its result is fixed', () => {
  test.each([
    { draw: standing(3, 0), stuck: false, now: 10, becomes: 'ok', because: 'nobody has opened anything' },
    { draw: standing(3, 1), stuck: false, now: 10, becomes: 'draw_can_go_on', because: 'a value is open and time is left' },
    { draw: standing(3, 2), stuck: false, now: 60, becomes: 'ok', because: 'a party stayed silent' },
    {
      draw: standing(3, 3),
      stuck: false,
      now: 80,
      becomes: 'draw_can_go_on',
      because: 'whoever dislikes the result may not ask for another',
    },
    { draw: standing(3, 3, witnessed), stuck: true, now: 80, becomes: 'ok', because: 'the search ended undecided' },
    { draw: standing(3, 3, { state: 'drawn' }), stuck: false, now: 80, becomes: 'draw_over', because: 'a result stands' },
  ])('$because', ({ draw, stuck, now, becomes }) => {
    expect(code(judgeCancellation(draw, stuck, at(now)))).toBe(becomes)
  })
  test('the proposer does not confirm', () => {
    expect(code(judgeSecondHand(standing(3, 0), 'a'))).toBe('cancellation_not_proposed')
    expect(code(judgeSecondHand(standing(3, 0, { cancelProposedBy: 'a' }), 'a'))).toBe('second_person_needed')
    expect(code(judgeSecondHand(standing(3, 0, { cancelProposedBy: 'a' }), 'b'))).toBe('ok')
  })
})

test.each([
  { draw: standing(1, 0), now: 10, step: 'commit' },
  { draw: standing(3, 1), now: 10, step: 'reveal' },
  { draw: standing(3, 2), now: 60, step: 'broken' },
  { draw: standing(3, 3), now: 65, step: 'source' },
  { draw: standing(3, 3), now: 70, step: 'run' },
  { draw: standing(3, 3, { state: 'drawn' }), now: 90, step: 'over' },
  { draw: standing(3, 0, { state: 'cancelled' }), now: 90, step: 'cancelled' },
])('the draw waits for: $step', ({ draw, now, step }) => {
  expect(nextStep(draw, at(now))).toBe(step)
})
