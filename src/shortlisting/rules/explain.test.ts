import { describe, expect, test } from 'vitest'
import { known } from '../../foundation/invariant.ts'
import { parseScore } from '../../foundation/score.ts'
import { explainWritten, type WrittenStanding } from './explain.ts'

const mark = (text: string) => known(parseScore(text), text)
const inside: WrittenStanding = {
  status: 'scored',
  score: mark('81.50'),
  rank: 2,
  exempt: false,
  counted: 40,
  headcount: 1,
  ratio: 3,
  cutScore: mark('79.00'),
  passMark: undefined,
  place: { enteredBy: 'ratio', state: 'called' },
}
const outside = { ...inside, score: mark('78.99'), rank: 5, place: undefined }

describe('R-RC-20, -21, -23 – the place in words, with the clause', () => {
  test.each([
    { standing: inside, says: ['第 2 名', '有 1 人高于您', '1:3', '第 3 名为 79.00 分', '第十六条', '原件'], because: 'inside the line' },
    { standing: outside, says: ['第 5 名', '低于该分数，未进入', '第十六条'], because: 'outside the line' },
    {
      standing: { ...inside, score: mark('79'), rank: 3, place: { enteredBy: 'tie', state: 'called' } },
      says: ['同分', '并列考生一并进入'],
      because: 'tied at the line',
    },
    { standing: { ...outside, place: { enteredBy: 'backfill', state: 'called' } }, says: ['依次递补', '第十八条'], because: 'backfilled' },
    { standing: { ...inside, cutScore: undefined, counted: 2 }, says: ['有效成绩不足 3 人，全部进入'], because: 'fewer than 3N' },
    { standing: { ...outside, passMark: mark('79') }, says: ['合格线 79 分', '低于合格线'], because: 'below the pass mark' },
    { standing: { ...outside, passMark: mark('78.99') }, says: ['第 3 名为 79.00 分'], because: 'at the pass mark the line decides' },
    { standing: { ...outside, status: 'absent', score: undefined, rank: undefined }, says: ['缺考'], because: 'absent' },
    { standing: { ...outside, status: 'breach', score: undefined, rank: undefined }, says: ['违纪'], because: 'breach' },
    {
      standing: { ...inside, exempt: true, place: { enteredBy: 'exempt', state: 'passed' } },
      says: ['免笔试', '已通过资格复审'],
      because: 'an exempt post',
    },
    { standing: { ...inside, place: { enteredBy: 'ratio', state: 'failed' } }, says: ['未通过资格复审'], because: 'failed the re-review' },
    { standing: { ...inside, place: { enteredBy: 'ratio', state: 'gave_up' } }, says: ['放弃'], because: 'gave up' },
  ] as const)('$because', ({ standing, says }) => {
    const text = explainWritten(standing)
      .map(({ zh }) => zh)
      .join('')
    for (const part of says) expect(text).toContain(part)
  })

  test('both languages say as much', () => {
    for (const standing of [inside, outside])
      for (const { zh, en } of explainWritten(standing)) expect(zh.length > 0 && en.length > 0).toBe(true)
  })
})
