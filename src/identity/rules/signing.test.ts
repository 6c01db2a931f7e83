import { describe, expect, test } from 'vitest'
import { accept, refuse } from '../../foundation/result.ts'
import { judgeCompletion, judgeSigning, type SignedSoFar } from './signing.ts'

const open: SignedSoFar = { signers: ['marker', 'inspector'], signedBy: [], completed: false, withdrawn: false }

describe('R-ARCH-11, R-RC-17: who signs, answers for it', () => {
  test.each([
    { statement: open, signer: 'marker', becomes: accept('may_sign'), because: 'a party who has not signed' },
    { statement: { ...open, signedBy: ['inspector'] }, signer: 'marker', becomes: accept('may_sign'), because: 'the order is free' },
    { statement: open, signer: 'checker', becomes: refuse('not_a_party'), because: 'not named in it' },
    { statement: { ...open, signedBy: ['marker'] }, signer: 'marker', becomes: refuse('already_signed'), because: 'one signature each' },
    {
      statement: { ...open, withdrawn: true },
      signer: 'marker',
      becomes: refuse('statement_withdrawn'),
      because: 'its author took it back',
    },
    {
      statement: { ...open, completed: true },
      signer: 'marker',
      becomes: refuse('statement_already_used'),
      because: 'it has taken effect',
    },
  ])('$signer signs: $because', ({ statement, signer, becomes }) => {
    expect(judgeSigning(statement, signer)).toEqual(becomes)
  })

  test.each([
    { signedBy: ['marker', 'inspector'], becomes: accept('complete'), because: 'both have signed' },
    { signedBy: ['marker'], becomes: refuse('statement_incomplete'), because: 'the inspector has not' },
    { signedBy: [], becomes: refuse('statement_incomplete'), because: 'nobody has' },
    { signedBy: ['marker', 'stranger'], becomes: refuse('statement_incomplete'), because: 'two signatures are not the two signatures' },
  ])('$signedBy: $because', ({ signedBy, becomes }) => {
    expect(judgeCompletion({ ...open, signedBy })).toEqual(becomes)
  })
  test('a statement takes effect once', () => {
    expect(judgeCompletion({ ...open, signedBy: ['marker', 'inspector'], completed: true })).toEqual(refuse('statement_already_used'))
  })
  test('a withdrawn statement takes none', () => {
    expect(judgeCompletion({ ...open, signedBy: ['marker', 'inspector'], withdrawn: true })).toEqual(refuse('statement_withdrawn'))
  })
})
