import { type Chance, chanceFrom } from './chance.ts'

/** What two markers give a script, and a third when they are too far apart; plain decimal text of at most a hundred. */
export type WrittenMarks = { readonly first: string; readonly second: string; readonly third: string }

const halfPoints = (twice: number) => (twice % 2 === 0 ? String(twice / 2) : `${(twice - 1) / 2}.5`)
const within = (low: number, value: number, high: number) => Math.max(low, Math.min(high, value))

/** A bell around `mean` out of four throws: half points, so that many candidates tie. */
const bell = (chance: Chance, mean: number, spread: number) => mean + [0, 1, 2, 3].reduce((sum) => sum + chance.between(-spread, spread), 0)

/** Most pairs agree within two points, one in twenty is eight to fifteen apart. Whole points are twice as common as halves. */
export function writtenMarks(chance: Chance, apart: 'near' | 'as_it_falls' = 'as_it_falls'): WrittenMarks {
  const rough = within(20, bell(chance, 126, 16), 194)
  const first = chance.in(2, 3) ? rough - (rough % 2) : rough
  const far = apart === 'as_it_falls' && chance.in(1, 20)
  const by = far
    ? chance.between(16, 30)
    : chance.weighted([
        [0, 8],
        [1, 3],
        [2, 6],
        [3, 1],
        [4, 3],
      ])
  const second = within(0, first + (chance.in(1, 2) ? by : -by), 200)
  return {
    first: halfPoints(first),
    second: halfPoints(second),
    third: halfPoints(Math.round((first + second) / 2) + chance.between(-3, 3)),
  }
}

/** The marks of a script of which nothing but its code is known. */
export const writtenMarksForCode = (seed: string, code: string): WrittenMarks => writtenMarks(chanceFrom(`${seed}/script/${code}`))

/** Twice the mean of the first two marks, times two: whole, only to put scripts in order. */
export const orderOf = (marks: WrittenMarks): number => Number(marks.first) + Number(marks.second)

/** What each of seven examiners gives, with one decimal place. */
export function interviewMarks(chance: Chance, lift = 0): string[] {
  const level = within(660, bell(chance, 800, 35), 930)
  return Array.from({ length: 7 }, () => {
    const tenths = within(600, level + lift * 10 + chance.between(-25, 25), 990)
    return `${Math.floor(tenths / 10)}.${tenths % 10}`
  })
}

/** Theory and practice of a workers' examination, where sixty passes: some end a half point on either side. */
export function gradeMarks(chance: Chance): { theory: WrittenMarks; practice: string } {
  const edge = chance.in(1, 12) ? chance.pick(['59.5', '60']) : undefined
  const theory = writtenMarks(chance)
  const better = (mark: string) => halfPoints(within(0, Number(mark) * 2 + 24, 200))
  return {
    theory: edge
      ? { first: edge, second: edge, third: edge }
      : { first: better(theory.first), second: better(theory.second), third: better(theory.third) },
    practice: halfPoints(within(80, bell(chance, 156, 12), 198)),
  }
}
