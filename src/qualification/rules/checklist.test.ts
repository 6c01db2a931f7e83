import { describe, expect, test } from 'vitest'
import { type Checklist, checklistSteps, judgeOpinion, type Opinion, stepOf } from './checklist.ts'
import { askedConditions, type Condition } from './conditions.ts'

const asked: readonly Condition[] = ['materials', 'education', 'degree', 'field', 'age']
const documents = ['d1', 'd2']
const complete: Checklist = {
  materials: 'met',
  education: 'met',
  field: 'met',
  workYears: 'not_asked',
  professionalYears: 'not_asked',
  qualification: 'not_asked',
  exemption: 'not_asked',
  opinionSigned: true,
  originalsCompared: 'copies_only',
  finished: true,
}
const opinion = (change: Partial<Opinion>): Opinion => ({
  phase: 'before',
  verdict: 'qualified',
  checklist: complete,
  cites: [],
  reason: undefined,
  inPerson: false,
  originalsSeen: [],
  ...change,
})
const verdictOn = (change: Partial<Opinion>) => {
  const result = judgeOpinion(opinion(change), asked, documents)
  return result.ok ? 'accepted' : result.refusal
}
const not = (change: Partial<Opinion>) => ({ verdict: 'not_qualified' as const, reason: '学历不符合岗位要求', ...change })

describe('第三条(一)–(十): the ten steps', () => {
  test('all ten answered is accepted', () => {
    expect(verdictOn({})).toBe('accepted')
  })

  test.each(checklistSteps)('without %s the list is incomplete', (step) => {
    const { [step]: _, ...rest } = complete
    expect(judgeOpinion(opinion({ checklist: rest }), asked, documents)).toEqual({
      ok: false,
      refusal: 'checklist_incomplete',
      facts: { steps: [step] },
    })
  })

  test('a step the document asks cannot be called not asked', () => {
    expect(verdictOn({ checklist: { ...complete, education: 'not_asked' } })).toBe('checklist_incomplete')
  })
})

describe('第八条末款、第九条(五): a rejection cites and explains', () => {
  test.each([
    {
      change: not({ checklist: { ...complete, education: 'not_met' }, cites: ['education'] }),
      becomes: 'accepted',
      because: 'cited, failed, explained',
    },
    {
      change: not({ checklist: { ...complete, education: 'not_met' }, cites: ['degree'] }),
      becomes: 'accepted',
      because: 'the degree is judged under education',
    },
    { change: not({ cites: ['age'] }), becomes: 'accepted', because: 'an age limit has no step of its own' },
    {
      change: not({ checklist: { ...complete, education: 'not_met' }, cites: ['education'], reason: undefined }),
      becomes: 'reason_missing',
      because: 'no reason',
    },
    { change: not({ cites: [] }), becomes: 'condition_missing', because: 'free text alone' },
    { change: not({ cites: ['education'] }), becomes: 'checklist_contradicts_verdict', because: 'cited but answered met' },
    {
      change: not({ checklist: { ...complete, education: 'not_met', field: 'not_met' }, cites: ['education'] }),
      becomes: 'checklist_contradicts_verdict',
      because: 'failed but not cited',
    },
    { change: not({ cites: ['other'] }), becomes: 'condition_not_asked', because: 'the document does not ask it' },
    {
      change: { checklist: { ...complete, workYears: 'not_met' as const } },
      becomes: 'condition_not_asked',
      because: 'a step the document does not ask',
    },
    {
      change: { checklist: { ...complete, field: 'not_met' as const } },
      becomes: 'checklist_contradicts_verdict',
      because: 'qualified with a failed step',
    },
    { change: { cites: ['age' as const] }, becomes: 'checklist_contradicts_verdict', because: 'qualified with a cited condition' },
  ])('$because', ({ change, becomes }) => {
    expect(verdictOn(change)).toBe(becomes)
  })
})

describe('第十七条 re-review, 第八条(九) after the exam: originals', () => {
  const compared = { ...complete, originalsCompared: 'compared' as const }
  test.each([
    {
      change: { phase: 're_review' as const, checklist: compared, inPerson: true, originalsSeen: documents },
      becomes: 'accepted',
      because: 'in person, all originals',
    },
    {
      change: { phase: 're_review' as const, checklist: compared, originalsSeen: documents },
      becomes: 'candidate_not_in_person',
      because: 'somebody else came',
    },
    {
      change: { phase: 're_review' as const, checklist: compared, inPerson: true, originalsSeen: ['d1'] },
      becomes: 'originals_not_compared',
      because: 'one original unseen',
    },
    {
      change: { phase: 're_review' as const, inPerson: true, originalsSeen: documents },
      becomes: 'originals_not_compared',
      because: 'step 9 says copies only',
    },
    {
      change: { phase: 'after' as const, checklist: compared, originalsSeen: documents },
      becomes: 'accepted',
      because: 'after the exam by originals, not in person',
    },
    {
      change: { phase: 'after' as const, checklist: compared },
      becomes: 'originals_not_compared',
      because: 'after the exam without originals',
    },
    { change: not({ phase: 're_review', cites: ['age'] }), becomes: 'accepted', because: 'who never came can be returned' },
  ])('$because', ({ change, becomes }) => {
    expect(verdictOn(change)).toBe(becomes)
  })
})

describe('what the document asks', () => {
  const none = { education: null, degree: null, majors: null, ageMax: null, other: null, grade: null }
  test.each([
    { family: 'RC' as const, phase: 'before' as const, of: none, asks: ['materials'] },
    {
      family: 'RC' as const,
      phase: 'before' as const,
      of: { ...none, education: '本科', ageMax: 35 },
      asks: ['materials', 'education', 'age'],
    },
    { family: 'RC' as const, phase: 'after' as const, of: none, asks: ['materials', 'employer_licence'] },
    { family: 'WK' as const, phase: 'before' as const, of: { ...none, grade: 4 }, asks: ['materials', 'work_years', 'qualification'] },
    {
      family: 'PT' as const,
      phase: 'before' as const,
      of: none,
      asks: ['materials', 'education', 'field', 'work_years', 'professional_years', 'qualification', 'exemption'],
    },
  ])('$family $phase', ({ family, phase, of, asks }) => {
    expect(askedConditions(family, phase, of)).toEqual(asks)
  })

  test('every condition is judged under a step or stands alone', () => {
    expect(
      Object.entries(stepOf)
        .filter(([, step]) => step === undefined)
        .map(([condition]) => condition),
    ).toEqual(['age', 'other'])
  })
})
