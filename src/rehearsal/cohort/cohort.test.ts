import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { readTable } from '../../exam/read-table.ts'
import { readPositionTable } from '../../exam/rules/position-table.ts'
import { known } from '../../foundation/invariant.ts'
import { chanceFrom } from './chance.ts'
import { makeCohort } from './cohort.ts'
import { writtenMarksForCode } from './marks.ts'
import { rareCharacters } from './names.ts'
import { makePictures } from './pictures.ts'
import { checkDigit, typeResidentId } from './resident-id.ts'

const table = await readTable(await readFile(new URL('../data/positions.csv', import.meta.url)))
const positions = table.ok ? readPositionTable(table.value).positions : []
const postOf = (code: string) =>
  known(
    positions.find((position) => position.code === code),
    'a post of the table',
  )
const onDate = Temporal.PlainDate.from('2026-11-22')
const cohortOf = (candidates: number, seed = 'a') => makeCohort({ seed, candidates, positions, onDate })
const everyone = (cohort: ReturnType<typeof makeCohort>) => [
  ...cohort.candidates,
  ...cohort.workers,
  ...cohort.officers,
  ...cohort.invigilators,
  ...cohort.examiners,
]

describe('resident ids', () => {
  test.each([
    ['11010519491231002', 'X'],
    ['44052418800101001', '4'],
  ])('GB 11643 gives %s the check digit %s', (seventeen, digit) => {
    expect(checkDigit(seventeen)).toBe(digit)
  })
  test('as people type them', () => {
    expect(typeResidentId('11010519491231002X', 'fifteen_digits')).toBe('110105491231002')
    expect(typeResidentId('11010519491231002X', 'with_spaces')).toBe(' 110105 19491231 002X')
    expect(typeResidentId('11010519491231002X', 'lower_case')).toBe('11010519491231002x')
  })
})

test('chance is the same for a seed, another for another, and fair enough', () => {
  const draw = (seed: string) =>
    Array.from(
      { length: 6_000 },
      (
        (chance) => () =>
          chance.below(6)
      )(chanceFrom(seed)),
    )
  expect(draw('a')).toEqual(draw('a'))
  expect(draw('a')).not.toEqual(draw('b'))
  for (let face = 0; face < 6; face++) expect(Math.abs(draw('a').filter((drawn) => drawn === face).length - 1_000)).toBeLessThan(150)
  expect(chanceFrom('a').shuffled([1, 2, 3, 4, 5]).toSorted()).toEqual([1, 2, 3, 4, 5])
})

test('the same seed gives the same people, another seed others', () => {
  expect(JSON.stringify(cohortOf(300))).toBe(JSON.stringify(cohortOf(300)))
  expect(cohortOf(300, 'b').candidates[0]?.residentId).not.toBe(cohortOf(300).candidates[0]?.residentId)
})

describe.each([300, 2_000])('a cohort of %i', (size) => {
  const cohort = cohortOf(size)

  test('has that many candidates and a tenth of workers', () => {
    expect(cohort.candidates).toHaveLength(size)
    expect(cohort.workers).toHaveLength(size / 10)
  })
  test('shares no resident id and no phone, and every check digit holds', () => {
    const people = everyone(cohort)
    expect(new Set(people.map((person) => person.residentId)).size).toBe(people.length)
    expect(new Set(people.map((person) => person.phone)).size).toBe(people.length)
    expect(new Set(people.map((person) => person.key)).size).toBe(people.length)
    for (const person of people) {
      expect(checkDigit(person.residentId.slice(0, 17))).toBe(person.residentId[17])
      expect(person.residentId.slice(6, 14)).toBe(person.born.toString().replaceAll('-', ''))
      expect(Number(person.residentId[16]) % 2).toBe(person.sex === 'male' ? 1 : 0)
    }
  })
  test('bears every rare character, a dotted and a compound name', () => {
    const names = cohort.candidates.map((candidate) => candidate.name).join(' ')
    for (const character of [...rareCharacters, '·']) expect(names).toContain(character)
    expect(names).toMatch(/欧阳|司马|上官|诸葛|尉迟|皇甫|慕容/)
  })
  test('types its numbers as people do', () => {
    const forms = everyone(cohort).map((person) => person.typedForm)
    for (const form of ['as_printed', 'with_spaces', 'full_width', 'lower_case', 'fifteen_digits']) expect(forms).toContain(form)
  })
  test('has every story that this size allows', () => {
    const stories = new Set(cohort.candidates.map((candidate) => candidate.story))
    for (const story of [
      'plain',
      'registers_twice',
      'material_missing',
      'unfit',
      'borderline',
      'withdraws_before_exam',
      'absent',
      'cheats',
      'gives_up_after_shortlist',
      'fails_medical',
      'is_objected_to',
    ] as const)
      expect(stories).toContain(story)
  })
  test('has crowded posts, thin posts and posts with nobody', () => {
    expect(cohort.designs.withoutApplicants.length).toBeGreaterThan(2)
    expect(cohort.designs.belowRatio.length).toBeGreaterThan(5)
    expect(cohort.designs.tiedAtLine.length).toBeGreaterThan(1)
    expect(cohort.designs.tiedOnTotal).not.toBeNull()
  })
  test('ties at the 1:3 line among those who sit the exam', () => {
    for (const code of cohort.designs.tiedAtLine) {
      const marks = cohort.candidates
        .filter((candidate) => candidate.positionCode === code && ['plain', 'registers_twice'].includes(candidate.story))
        .map(({ written }) => Number(written.first) + Number(written.second))
        .sort((a, b) => b - a)
      const line = 3 * postOf(code).headcount
      expect(marks[line]).toBe(marks[line - 1])
    }
  })
  test('meets the conditions of its posts exactly when no unfitness is told', () => {
    for (const candidate of cohort.candidates) {
      const position = postOf(candidate.positionCode)
      const age = candidate.born.until(onDate, { largestUnit: 'years' }).years
      const { unfitness, schooling: study } = candidate
      const fresh = study.graduated.startsWith(String(onDate.year))
      expect(age <= (position.age.to ?? 60), `${candidate.key} is ${age}: ${unfitness}`).toBe(unfitness !== 'age')
      if (candidate.story !== 'borderline')
        expect(position.majors.includes(study.major), `${candidate.key} ${study.major}`).toBe(unfitness !== 'major')
      if (position.degree && unfitness !== 'education') expect(study.degree !== null).toBe(unfitness !== 'degree')
      if (position.otherConditions.includes('应届')) expect(fresh).toBe(unfitness !== 'not_fresh_graduate')
      if (position.otherConditions.includes('户籍')) expect(candidate.residentId.startsWith('2208')).toBe(unfitness !== 'not_local')
      if (position.otherConditions.includes('工作经历'))
        expect(candidate.yearsOfWork >= 2, `${candidate.key} ${candidate.yearsOfWork}`).toBe(unfitness !== 'experience')
      expect(Number(study.graduated.slice(0, 4)) - candidate.born.year).toBeGreaterThanOrEqual(18)
    }
  })
  test('marks are decimals of at most a hundred, tie often, agree mostly and sometimes do not', () => {
    const pairs = cohort.candidates.map(({ written }) => [written.first, written.second].map(Number))
    for (const { written, interview } of cohort.candidates)
      for (const mark of [...Object.values(written), ...interview]) {
        expect(mark).toMatch(/^\d{1,3}(\.\d)?$/)
        expect(Number(mark)).toBeLessThanOrEqual(100)
      }
    const apart = pairs.map(([first = 0, second = 0]) => Math.abs(first - second))
    expect(apart.filter((by) => by <= 2).length / size).toBeGreaterThan(0.9)
    expect(apart.filter((by) => by >= 8).length).toBeGreaterThan(3)
    expect(new Set(pairs.map(([first]) => first)).size).toBeLessThan(size / 3)
  })
  test('workers come with grades in order, some on the edge of the year', () => {
    expect(cohort.workers.some((worker) => worker.fits && worker.onTheEdge) || size < 2_000).toBe(true)
    for (const worker of cohort.workers) {
      const years = worker.startedWork.until('2026-12-31', { largestUnit: 'years' }).years
      if (worker.appliesFor === 'intermediate' && worker.exception === null) expect(years >= 10, worker.key).toBe(worker.fits)
      if (worker.appliesFor === 'senior' && worker.exception === null) expect(years >= 20, worker.key).toBe(worker.fits)
      if (worker.appliesFor === 'technician' && worker.exception === null)
        expect(known(worker.presentGradePassed, 'passed').until('2026-12-31', { largestUnit: 'years' }).years >= 3).toBe(worker.fits)
    }
  })
  test('invigilators come from schools that recruit nobody; there are enough for the rooms', () => {
    const units = new Set(positions.flatMap((position) => [position.unit, position.department]))
    const fit = cohort.invigilators.filter((invigilator) => invigilator.onEstablishment && invigilator.trained && !invigilator.relativeOf)
    expect(cohort.invigilators.some((invigilator) => units.has(invigilator.unit))).toBe(false)
    expect(fit.length).toBeGreaterThanOrEqual(2 * Math.ceil(size / 30) + 2)
    expect(fit.length).toBeLessThan(cohort.invigilators.length)
    expect(cohort.sites.flatMap((site) => site.rooms).reduce((sum, room) => sum + room.seats, 0)).toBeGreaterThanOrEqual(size)
  })
})

test('a small cohort works too', () => {
  for (const size of [1, 7, 30]) expect(cohortOf(size).candidates).toHaveLength(size)
})

test('a script known by its code alone has marks, always the same', () => {
  expect(writtenMarksForCode('s', 'A-17')).toEqual(writtenMarksForCode('s', 'A-17'))
})

test('photos are small JPEGs of 295 × 413, the same for one person and different between people', async () => {
  const pictures = makePictures('a')
  const people = cohortOf(40).candidates
  const photos = await Promise.all(people.map((person) => pictures.photo(person)))
  for (const photo of photos) {
    expect(photo.length).toBeLessThan(40_000)
    expect(await sharp(photo).metadata()).toMatchObject({ format: 'jpeg', width: 295, height: 413 })
  }
  expect(new Set(photos.map((photo) => Buffer.from(photo).toString('base64'))).size).toBe(photos.length)
  const first = known(people[0], 'forty people')
  expect(Buffer.from(await makePictures('a').photo(first)).equals(Buffer.from(known(photos[0], 'a photo')))).toBe(true)
  for (const material of first.materials) {
    const scan = await pictures.scan(first, material)
    expect(scan.length).toBeLessThan(40_000)
    expect(await sharp(scan).metadata()).toMatchObject({ format: 'jpeg' })
  }
})
