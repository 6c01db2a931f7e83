import { describe, expect, test } from 'vitest'
import { documentsFor } from './documents.ts'

describe('which papers are asked for', () => {
  test.each([
    { answers: { kind: 'general' }, asked: ['id_card', 'education'], because: 'everybody' },
    { answers: { kind: 'general', degree: 'bachelor' }, asked: ['id_card', 'education', 'degree'], because: 'a degree has a certificate' },
    {
      answers: { kind: 'general', degree: 'none', employment: '无', certificates: '无' },
      asked: ['id_card', 'education'],
      because: '无 is nothing to prove',
    },
    { answers: { kind: 'general', employment: '市二中' }, asked: ['id_card', 'education', 'employment'], because: 'an employer agrees' },
    {
      answers: { kind: 'worker', tradeChanged: 'yes' },
      asked: ['id_card', 'education', 'employment', 'unit_consent'],
      because: '第四条(四)',
    },
    { answers: { kind: 'worker', exception: 'merit' }, asked: ['id_card', 'education', 'employment', 'exception'], because: '第四条(二)' },
  ] as const)('$because', ({ answers, asked }) => {
    expect(documentsFor(answers)).toEqual(asked)
  })
})
