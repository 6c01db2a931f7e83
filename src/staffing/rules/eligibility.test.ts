import { describe, expect, test } from 'vitest'
import { type ExamUnits, ineligible, type PoolCandidate } from './eligibility.ts'

const teacher: PoolCandidate = {
  unit: '市第三中学',
  onEstablishment: true,
  trainedOn: Temporal.PlainDate.from('2026-04-10'),
  appointed: true,
  barred: false,
  recusedFromExam: false,
  sitsTheExam: false,
}
const recruitment: ExamUnits = { source: 'third_party', organising: new Set(['市人社局', '市中心医院']), hosts: new Set(['市第一中学']) }

describe('R-RC-14, R-STAF-05, B-17 – who may invigilate', () => {
  test.each([
    { changed: {}, source: 'third_party', because: undefined },
    { changed: { trainedOn: undefined }, source: 'third_party', because: 'untrained' },
    { changed: { barred: true }, source: 'third_party', because: 'barred' },
    { changed: { sitsTheExam: true }, source: 'third_party', because: 'sits_the_exam' },
    { changed: { recusedFromExam: true }, source: 'third_party', because: 'recused_from_exam' },
    { changed: { appointed: false }, source: 'third_party', because: 'not_appointed' },
    { changed: { unit: '市中心医院' }, source: 'third_party', because: 'unit_organises' },
    { changed: { unit: '市人社局' }, source: 'third_party', because: 'unit_organises' },
    { changed: { onEstablishment: false }, source: 'third_party', because: 'not_on_establishment' },
    { changed: { onEstablishment: false, unit: '市人社局' }, source: 'centre', because: undefined },
    { changed: {}, source: 'host', because: 'not_of_a_host' },
    { changed: { unit: '市第一中学' }, source: 'host', because: undefined },
    { changed: { trainedOn: undefined }, source: 'centre', because: 'untrained' },
  ] satisfies { changed: Partial<PoolCandidate>; source: ExamUnits['source']; because: string | undefined }[])(
    '$source, $changed: $because',
    ({ changed, source, because }) => {
      expect(ineligible({ ...teacher, ...changed }, { ...recruitment, source })).toBe(because)
    },
  )
})
