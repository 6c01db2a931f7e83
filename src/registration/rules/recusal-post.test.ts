import { describe, expect, test } from 'vitest'
import { judgeRelatives } from './recusal-post.ts'

const leader = { relation: 'spouse', name: '李四', post: '院长', inCharge: true, directLine: false } as const

describe('第三十五条 – relatives of a person in charge', () => {
  test.each([
    { kind: 'finance', relatives: [leader], allowed: false, because: 'the director’s wife does not keep the books' },
    { kind: 'personnel', relatives: [leader], allowed: false, because: 'nor the personnel files' },
    { kind: 'secretary', relatives: [leader], allowed: false, because: 'nor is she the secretary' },
    { kind: 'discipline', relatives: [leader], allowed: false, because: 'nor the inspector' },
    { kind: 'ordinary', relatives: [leader], allowed: true, because: 'a nurse she may be' },
    { kind: 'ordinary', relatives: [{ ...leader, directLine: true }], allowed: false, because: 'but not directly under him' },
    { kind: 'finance', relatives: [{ ...leader, inCharge: false }], allowed: true, because: 'he is not in charge' },
    { kind: 'finance', relatives: [{ ...leader, relation: 'other' }], allowed: true, because: 'a distant cousin is none of the four' },
    { kind: 'finance', relatives: [{ ...leader, relation: 'close_in_law' }], allowed: false, because: 'an in-law is' },
    { kind: 'finance', relatives: [], allowed: true, because: 'nobody there' },
  ] as const)('$kind: $because', ({ kind, relatives, allowed }) => {
    expect(judgeRelatives(kind, relatives).ok).toBe(allowed)
  })
})
