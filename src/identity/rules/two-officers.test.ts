import { describe, expect, test } from 'vitest'
import { accept, refuse } from '../../foundation/result.ts'
import { type Issued, judgeIssue, judgeRelease } from './two-officers.ts'

const issued: Issued = { owner: 'wang', ownerActedFor: [], issuer: 'admin', released: false, expired: false }

describe('R-SYS-02, R-SYS-19, R-QUAL-08: two officers, neither for themselves nor for each other', () => {
  test.each([
    { letting: issued, issuer: 'admin', becomes: accept('may_issue'), because: 'somebody else' },
    { letting: issued, issuer: 'wang', becomes: refuse('not_for_oneself'), because: 'their own account' },
    {
      letting: { ...issued, ownerActedFor: ['admin'] },
      issuer: 'admin',
      becomes: refuse('not_for_each_other'),
      because: 'the owner once let the issuer in',
    },
  ])('$issuer issues: $because', ({ letting, issuer, becomes }) => {
    expect(judgeIssue(letting, issuer)).toEqual(becomes)
  })
  test.each([
    { state: issued, releaser: 'security', becomes: accept('may_release'), because: 'a third person' },
    { state: issued, releaser: 'admin', becomes: refuse('second_officer_needed'), because: 'the issuer again' },
    { state: issued, releaser: 'wang', becomes: refuse('not_for_oneself'), because: 'the owner' },
    {
      state: { ...issued, ownerActedFor: ['security'] },
      releaser: 'security',
      becomes: refuse('not_for_each_other'),
      because: 'the owner once let the releaser in',
    },
    { state: { ...issued, released: true }, releaser: 'security', becomes: refuse('already_released'), because: 'released before' },
    { state: { ...issued, expired: true }, releaser: 'security', becomes: refuse('link_expired'), because: 'issued too long ago' },
  ])('$releaser releases: $because', ({ state, releaser, becomes }) => {
    expect(judgeRelease(state, releaser)).toEqual(becomes)
  })
})
