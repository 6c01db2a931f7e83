import type { Position } from '../exam/records.ts'
import { classNames, educationNames, examWords, gradeWords } from '../exam/words.ts'
import { type Fact, Facts } from '../web/components/facts.tsx'
import type { Text, View } from '../web/locale.ts'
import { registrationWords as words } from './words.ts'

/** A post's conditions in words. */
export function PostFacts({
  view: v,
  position,
  applied,
  left,
}: {
  view: View
  position: Position
  applied?: number | undefined
  /** Places left, where it is filled in the order of registration. */
  left?: number | undefined
}) {
  const { ageMin, ageMax, grade, headcount, education, other, places } = position
  const age = [ageMin === null ? '' : v.t(examWords.ageFrom, { n: ageMin }), ageMax === null ? '' : v.t(examWords.ageTo, { n: ageMax })]
  const named = (names: Readonly<Record<string | number, Text>>, key: string | number | null) => {
    const name = key === null ? undefined : names[key]
    return name && v.t(name)
  }
  const lines: readonly (readonly [Text, string | number | null | undefined])[] = [
    [examWords.unit, position.unit],
    [examWords.class, grade === null ? named(classNames, position.class) : named(gradeWords, grade)],
    [examWords.headcount, headcount],
    [examWords.education, named(educationNames, education)],
    [examWords.majors, position.majors ?? v.t(examWords.anyMajor)],
    [examWords.age, age.join(' ').trim()],
    [examWords.other, other],
    [examWords.subject, position.subject ?? v.t(examWords.exempt)],
    [examWords.applied, applied],
    [words.placesAre, places === null || left === undefined ? null : v.t(words.placesOf, { places, left })],
  ]
  const facts = lines.flatMap(([term, value]): Fact[] =>
    value === null || value === undefined || value === '' ? [] : [[v.t(term), String(value)]],
  )
  return <Facts facts={facts} />
}
