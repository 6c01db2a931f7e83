import { describe, expect, test } from 'vitest'
import { Family } from '../../foundation/family.ts'
import { judgeMeeting, namedPosts, needsMeeting } from './duty-posts.ts'

const day = Temporal.PlainDate.from
const posts = namedPosts.map((post) => ({ post, accountId: post }))
const meeting = { posts, invigilators: 4, heldOn: day('2026-03-19') }
const codeOf = (judged: { ok: boolean; refusal?: string }) => (judged.ok ? 'accepted' : judged.refusal)

describe('R-WK-22 – eight kinds of post are filled at a meeting before the exam', () => {
  test.each([
    { because: 'all eight are filled', one: meeting, becomes: 'accepted' },
    {
      because: 'a second floating invigilator is no harm',
      one: { ...meeting, posts: [...posts, { post: 'floating_invigilator' as const, accountId: 'second' }] },
      becomes: 'accepted',
    },
    { because: 'nobody answers for security', one: { ...meeting, posts: posts.slice(0, -1) }, becomes: 'posts_unfilled' },
    { because: 'nobody is in the pool', one: { ...meeting, invigilators: 0 }, becomes: 'posts_unfilled' },
    {
      because: 'the commander is his own deputy',
      one: { ...meeting, posts: posts.map((one) => (one.post === 'deputy_commander' ? { ...one, accountId: 'commander' } : one)) },
      becomes: 'one_post_each',
    },
    { because: 'it was held today', one: { ...meeting, heldOn: day('2026-03-20') }, becomes: 'accepted' },
    { because: 'it is held tomorrow', one: { ...meeting, heldOn: day('2026-03-21') }, becomes: 'meeting_ahead' },
  ])('$because', ({ one, becomes }) => expect(codeOf(judgeMeeting(one, day('2026-03-22'), day('2026-03-20')))).toBe(becomes))

  test('on the day of the exam is too late, the day before is not', () => {
    expect(codeOf(judgeMeeting(meeting, day('2026-03-20'), day('2026-03-22')))).toBe('accepted')
    expect(codeOf(judgeMeeting(meeting, day('2026-03-19'), day('2026-03-22')))).toBe('meeting_too_late')
  })

  test('only the worker assessment demands it', () => {
    expect(Family.options.filter(needsMeeting)).toEqual(['WK'])
  })
})
