import type { ListedPosition } from '../../exam/rules/position-table.ts'
import { known } from '../../foundation/invariant.ts'
import { type Candidate, candidateFor } from './candidates.ts'
import { chanceFrom } from './chance.ts'
import { peopleFrom } from './people.ts'
import { applicantsPerPost } from './posts.ts'
import {
  examinersFor,
  invigilatorsFor,
  type Officer,
  officersFor,
  type PoolExaminer,
  type PoolInvigilator,
  type Site,
  sitesFor,
} from './staff.ts'
import { type Designs, storiesFor, withDesigns } from './stories.ts'
import { type Worker, workersFor } from './workers.ts'

export type Cohort = {
  readonly candidates: readonly Candidate[]
  readonly designs: Designs
  /** A tenth as many as candidates. */
  readonly workers: readonly Worker[]
  readonly officers: readonly Officer[]
  readonly invigilators: readonly PoolInvigilator[]
  readonly examiners: readonly PoolExaminer[]
  readonly sites: readonly Site[]
}

export type CohortOrder = {
  readonly seed: string
  readonly candidates: number
  readonly positions: readonly ListedPosition[]
  /** Ages and years count to this day. */
  readonly onDate: Temporal.PlainDate
}

/** Everyone who takes part in a rehearsal. The same order gives the same people, to the last digit. */
export function makeCohort({ seed, candidates: count, positions, onDate }: CohortOrder): Cohort {
  const chance = chanceFrom(seed)
  const newPerson = peopleFrom(chance.fork('people'))
  const perPost = applicantsPerPost(chance.fork('posts'), positions, count)
  // Applications arrive in any order, not post by post.
  const chosen = chance
    .fork('order')
    .shuffled(positions.flatMap((position) => Array.from({ length: perPost.get(position.code) ?? 0 }, () => position)))
  const stories = storiesFor(chance.fork('stories'), count)
  const special = chance.fork('names').shuffled(chosen.map((_, i) => i))
  const applicants = chosen.map((position, i) => {
    const key = `c${String(i + 1).padStart(5, '0')}`
    const wish = { key, position, story: known(stories[i], 'a story each'), special: known(special[i], 'a number each') }
    return candidateFor(chance.fork(`candidate/${key}`), newPerson, onDate, wish)
  })
  const { candidates, designs } = withDesigns(chance.fork('designs'), positions, applicants)
  const workers = workersFor(chance.fork('workers'), newPerson, onDate, Math.ceil(count / 10))
  const sites = sitesFor(count)
  const rooms = sites.reduce((sum, site) => sum + site.rooms.length, 0)
  return {
    candidates,
    designs,
    workers,
    officers: officersFor(chance.fork('officers'), newPerson, count, sites),
    invigilators: invigilatorsFor(
      chance.fork('invigilators'),
      newPerson,
      rooms,
      candidates.map((candidate) => candidate.key),
    ),
    examiners: examinersFor(chance.fork('examiners'), newPerson, count),
    sites,
  }
}
