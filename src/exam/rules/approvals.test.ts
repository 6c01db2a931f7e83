import { describe, expect, test } from 'vitest'
import { AccountId, PersonId } from '../../foundation/ids.ts'
import { accept } from '../../foundation/result.ts'
import { type ApprovalAsked, type DraftNotice, judgeApproval } from './approvals.ts'

const person = (n: number) => PersonId.parse(`00000000-0000-4000-8000-00000000000${n}`)
const account = (n: number) => AccountId.parse(`00000000-0000-4000-8000-00000000001${n}`)
const by = (level: 1 | 2 | 3, n: number) => ({ level, personId: person(n) })
const draft: DraftNotice = { family: 'RC', state: 'draft', version: 2, createdBy: account(0), returned: false, approvals: [] }
const first: ApprovalAsked = { level: 1, version: 2, by: account(1), personId: person(1), meeting: false }
const second: ApprovalAsked = { ...first, level: 2, by: account(2), personId: person(2) }
const third: ApprovalAsked = { level: 3, version: 2, by: account(3), personId: person(3), meeting: true }

describe('第六条 – three levels, in order, by three persons', () => {
  test.each([
    { notice: draft, asked: first, becomes: accept({ complete: false }), because: 'the section comes first' },
    { notice: draft, asked: second, becomes: 'level_out_of_order', because: 'the deputy does not come before the section' },
    { notice: { ...draft, approvals: [by(1, 1)] }, asked: second, becomes: accept({ complete: false }), because: 'then the deputy' },
    { notice: { ...draft, approvals: [by(1, 1)] }, asked: third, becomes: 'level_out_of_order', because: 'no level is skipped' },
    {
      notice: { ...draft, approvals: [by(1, 1), by(2, 2)] },
      asked: third,
      becomes: accept({ complete: true }),
      because: 'last the meeting',
    },
    {
      notice: { ...draft, approvals: [by(1, 1), by(2, 2)] },
      asked: { ...third, meeting: false },
      becomes: 'minutes_missing',
      because: 'a meeting has minutes',
    },
    {
      notice: { ...draft, approvals: [by(1, 1)] },
      asked: { ...second, personId: person(1) },
      becomes: 'approver_twice',
      because: 'one person is one level, whatever the account',
    },
    { notice: { ...draft, approvals: [by(1, 1)] }, asked: first, becomes: 'level_already_approved', because: 'once is enough' },
    { notice: draft, asked: { ...first, by: account(0) }, becomes: 'drafter_approves', because: 'nobody approves their own draft' },
    { notice: draft, asked: { ...first, version: 1 }, becomes: 'stale_form', because: 'it was edited meanwhile' },
    { notice: { ...draft, returned: true }, asked: first, becomes: 'returned_for_correction', because: 'first it is corrected' },
    { notice: { ...draft, state: 'announced' }, asked: first, becomes: 'notice_frozen', because: 'it is out' },
    { notice: { ...draft, family: 'WK' }, asked: first, becomes: accept({ complete: true }), because: 'the director alone' },
    { notice: { ...draft, family: 'WK' }, asked: second, becomes: 'level_not_in_family', because: 'there is no second level' },
  ] as const)('level $asked.level: $because', ({ notice, asked, becomes }) => {
    const result = judgeApproval(notice, asked)
    if (typeof becomes === 'string') expect(result).toMatchObject({ ok: false, refusal: becomes })
    else expect(result).toEqual(becomes)
  })
})
