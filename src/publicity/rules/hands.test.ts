import { describe, expect, test } from 'vitest'
import { judgeApproval, judgeFinding, judgeObjection, objectionsAnHour } from './hands.ts'

const draft = { preparedBy: 'clerk', snapshotHash: 'aa', settled: false, corrects: undefined as string | undefined }

describe('第七条: another person approves what they saw', () => {
  test.each([
    { of: draft, by: 'head', seen: 'aa', newest: undefined, becomes: true, because: 'the first version' },
    { of: draft, by: 'clerk', seen: 'aa', newest: undefined, becomes: 'approver_prepared_list', because: 'the same person' },
    { of: draft, by: 'head', seen: 'bb', newest: undefined, becomes: 'list_changed', because: 'another list was on the screen' },
    {
      of: { ...draft, settled: true },
      by: 'head',
      seen: 'aa',
      newest: undefined,
      becomes: 'draft_settled',
      because: 'published or withdrawn',
    },
    {
      of: draft,
      by: 'head',
      seen: 'aa',
      newest: 'v1',
      becomes: 'published_already',
      because: 'a published list changes only by correction',
    },
    {
      of: { ...draft, corrects: 'v1' },
      by: 'head',
      seen: 'aa',
      newest: 'v1',
      becomes: true,
      because: 'a correction of the newest version',
    },
    {
      of: { ...draft, corrects: 'v1' },
      by: 'head',
      seen: 'aa',
      newest: 'v2',
      becomes: 'newer_version_published',
      because: 'somebody corrected it before',
    },
  ])('$because', ({ of, by, seen, newest, becomes }) => {
    const result = judgeApproval(of, by, seen, newest)
    expect(result.ok ? true : result.refusal).toBe(becomes)
  })
})

describe('第三十三条: findings', () => {
  test.each([
    { state: 'open' as const, finding: 'upheld' as const, by: 'head', becomes: true, because: 'proven' },
    { state: 'open' as const, finding: 'not_provable' as const, by: 'head', becomes: true, because: 'not provable at once' },
    { state: 'not_provable' as const, finding: 'dismissed' as const, by: 'head', becomes: true, because: 'concluded later' },
    { state: 'not_provable' as const, finding: 'not_provable' as const, by: 'head', becomes: 'objection_decided', because: 'nothing new' },
    { state: 'dismissed' as const, finding: 'upheld' as const, by: 'head', becomes: 'objection_decided', because: 'decided' },
    { state: 'upheld' as const, finding: 'dismissed' as const, by: 'head', becomes: 'objection_decided', because: 'decided' },
    {
      state: 'open' as const,
      finding: 'dismissed' as const,
      by: 'clerk',
      becomes: 'decider_prepared_list',
      because: 'who prepared the list',
    },
    { state: 'open' as const, finding: 'dismissed' as const, by: 'citizen', becomes: 'decider_raised_objection', because: 'who objected' },
  ])('$because', ({ state, finding, by, becomes }) => {
    const result = judgeFinding({ state, raisedBy: 'citizen' }, 'clerk', finding, by)
    expect(result.ok ? true : result.refusal).toBe(becomes)
  })
})

describe('objections while the list is public', () => {
  const closes = Temporal.Instant.from('2026-03-19T16:00:00Z')
  test.each([
    { at: closes.subtract({ nanoseconds: 1 }), raised: 0, becomes: true, because: 'the last instant' },
    { at: closes, raised: 0, becomes: 'publicity_over', because: 'the first instant too late' },
    { at: closes.subtract({ hours: 1 }), raised: objectionsAnHour - 1, becomes: true, because: 'the last one of an hour' },
    { at: closes.subtract({ hours: 1 }), raised: objectionsAnHour, becomes: 'too_many_objections', because: 'one more' },
  ])('$because', ({ at, raised, becomes }) => {
    const result = judgeObjection(closes, raised, at)
    expect(result.ok ? true : result.refusal).toBe(becomes)
  })
})
