import { describe, expect, test } from 'vitest'
import { AccountId } from '../../foundation/ids.ts'
import { judgeDeclarer } from './recusal.ts'

const account = (digit: number) => AccountId.parse(`00000000-0000-4000-8000-00000000000${digit}`)
const [reviewer, colleague, head] = [account(1), account(2), account(3)]

describe('第三十五条 – who declares a recusal', () => {
  test.each([
    { concerns: reviewer, by: reviewer, oversees: false, becomes: true, because: 'everybody for themselves' },
    { concerns: reviewer, by: colleague, oversees: false, becomes: 'recusal_not_yours', because: 'nobody for a colleague' },
    { concerns: reviewer, by: head, oversees: true, becomes: true, because: 'the section for whoever kept silent' },
    { concerns: head, by: head, oversees: true, becomes: true, because: 'and for itself' },
  ])('$because', ({ concerns, by, oversees, becomes }) => {
    const judged = judgeDeclarer(concerns, { accountId: by, oversees })
    expect(judged.ok ? true : judged.refusal).toBe(becomes)
  })
})
