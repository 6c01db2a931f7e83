import type { ListedPosition } from '../../exam/rules/position-table.ts'
import { known } from '../../foundation/invariant.ts'
import type { Candidate, Story } from './candidates.ts'
import type { Chance } from './chance.ts'
import { interviewMarks, orderOf, writtenMarks } from './marks.ts'

// Per thousand applicants. What only the best can suffer is given out below, when the marks are known.
const shares: readonly (readonly [Story, number])[] = [
  ['plain', 755],
  ['unfit', 85],
  ['material_missing', 45],
  ['borderline', 20],
  ['registers_twice', 15],
  ['withdraws_before_exam', 10],
  ['absent', 65],
  ['cheats', 5],
]

/** One story per applicant: each kind at least once as soon as there are some dozens of them. */
export function storiesFor(chance: Chance, candidates: number): Story[] {
  const atLeastOnce = candidates >= 40 ? shares.map(([story]) => story) : []
  const rest = Array.from({ length: candidates - atLeastOnce.length }, () => chance.weighted(shares))
  return chance.shuffled([...atLeastOnce, ...rest])
}

export type Designs = {
  /** Posts where the candidates at place 3 × headcount and the next have equal marks, so that the 1:3 line takes them all. */
  readonly tiedAtLine: readonly string[]
  /** Posts that cannot fill 1:3. */
  readonly belowRatio: readonly string[]
  readonly withoutApplicants: readonly string[]
  /** Post whose two best have equal written and interview marks: the 1:1 has no rule for them unless the notice gives one. */
  readonly tiedOnTotal: string | null
}

const sitsExam = (candidate: Candidate) => candidate.story === 'plain' || candidate.story === 'registers_twice'

/** Makes the ties and late troubles of which an examination of this size would otherwise have too few to be seen. */
export function withDesigns(
  chance: Chance,
  positions: readonly ListedPosition[],
  candidates: readonly Candidate[],
): { candidates: Candidate[]; designs: Designs } {
  const changed = new Map(candidates.map((candidate) => [candidate.key, candidate]))
  const change = (key: string, to: Partial<Candidate>) => changed.set(key, { ...known(changed.get(key), 'a candidate'), ...to })
  const applicantsOf = (code: string) => candidates.filter((candidate) => candidate.positionCode === code)
  const clean = (code: string) =>
    applicantsOf(code)
      .filter(sitsExam)
      .toSorted((a, b) => orderOf(b.written) - orderOf(a.written))

  const withWritten = positions.filter((position) => !position.exempt)
  const tiedAtLine: string[] = []
  const contested = chance.shuffled(withWritten.filter((position) => clean(position.code).length > 3 * position.headcount))
  for (const position of contested.slice(0, Math.max(2, Math.ceil(contested.length / 4)))) {
    // Nobody's marks on this post are far apart, so that every rule of settlement keeps this order. No third opinion, no surprise.
    for (const candidate of applicantsOf(position.code)) change(candidate.key, { written: writtenMarks(chance, 'near') })
    const ranked = applicantsOf(position.code)
      .filter(sitsExam)
      .map((candidate) => known(changed.get(candidate.key), 'a candidate'))
      .toSorted((a, b) => orderOf(b.written) - orderOf(a.written))
    const line = known(ranked[3 * position.headcount - 1], 'someone at the line')
    change(known(ranked[3 * position.headcount], 'someone below the line').key, { written: line.written })
    for (const candidate of applicantsOf(position.code)) {
      const now = known(changed.get(candidate.key), 'a candidate')
      if (!sitsExam(now) && orderOf(now.written) >= orderOf(line.written)) change(candidate.key, { written: lower(line.written) })
    }
    tiedAtLine.push(position.code)
  }

  const spare = contested.filter((position) => !tiedAtLine.includes(position.code) && position.headcount === 1)
  const best = (position: ListedPosition | undefined, place: number) => position && clean(position.code)[place]
  const [gaveUp, medical, objected, total] = spare
  const quitter = best(gaveUp, 1)
  if (quitter) change(quitter.key, { story: 'gives_up_after_shortlist' })
  for (const [position, story] of [
    [medical, 'fails_medical'],
    [objected, 'is_objected_to'],
  ] as const) {
    const first = best(position, 0)
    if (first) change(first.key, { story, interview: interviewMarks(chance, 12) })
  }
  const [one, two] = [best(total, 0), best(total, 1)]
  if (one && two) {
    const shared = {
      written: { ...one.written, second: one.written.first, third: one.written.first },
      interview: interviewMarks(chance, 12),
    }
    change(one.key, shared)
    change(two.key, shared)
  }
  const counted = positions.map((position) => ({ position, applicants: applicantsOf(position.code).length }))
  return {
    candidates: candidates.map((candidate) => known(changed.get(candidate.key), 'a candidate')),
    designs: {
      tiedAtLine,
      belowRatio: counted
        .filter(({ position, applicants }) => applicants > 0 && applicants < 3 * position.headcount)
        .map(({ position }) => position.code),
      withoutApplicants: counted.filter(({ applicants }) => applicants === 0).map(({ position }) => position.code),
      tiedOnTotal: one && two && total ? total.code : null,
    },
  }
}

/** A mark well below, so that someone who will be absent or refused does not stand on the line. */
const lower = (marks: Candidate['written']) => {
  const mark = String(Math.max(0, Math.floor(Number(marks.first)) - 6))
  return { first: mark, second: mark, third: mark }
}
