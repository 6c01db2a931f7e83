import { describe, expect, test } from 'vitest'
import { judgeApproval, judgeReadiness } from './unblind.ts'

const ready = { openRooms: 0, uncoded: 0, unsettled: 0, offSheet: 0 }
const codeOf = (judged: { ok: boolean; refusal?: string }) => (judged.ok ? 'accepted' : judged.refusal)

describe('B-23 – names join scores only after everything is locked', () => {
  test.each([
    { because: 'everything is locked', state: ready, becomes: 'accepted' },
    { because: 'a room is still open', state: { ...ready, openRooms: 1 }, becomes: 'rooms_not_closed' },
    { because: 'a script has no code', state: { ...ready, uncoded: 1 }, becomes: 'scripts_not_coded' },
    { because: 'a script is not settled', state: { ...ready, unsettled: 1 }, becomes: 'scripts_not_settled' },
    { because: 'a script is on no signed sheet', state: { ...ready, offSheet: 1 }, becomes: 'scripts_not_on_signed_sheet' },
  ])('$because', ({ state, becomes }) => expect(codeOf(judgeReadiness(state))).toBe(becomes))
})

describe('two people', () => {
  test.each([
    { request: { requestedBy: 'a', approved: false }, approver: 'b', becomes: 'accepted' },
    { request: { requestedBy: 'a', approved: false }, approver: 'a', becomes: 'second_person_needed' },
    { request: { requestedBy: 'a', approved: true }, approver: 'b', becomes: 'already_unblinded' },
    { request: undefined, approver: 'b', becomes: 'not_requested' },
  ])('$request by $approver: $becomes', ({ request, approver, becomes }) => expect(codeOf(judgeApproval(request, approver))).toBe(becomes))
})
