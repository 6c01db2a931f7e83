import { known } from '../foundation/invariant.ts'
import type { AppointedRole } from '../foundation/roles.ts'
import type { Reply } from './client.ts'
import type { Cohort } from './cohort/cohort.ts'
import type { Person as Synthetic } from './cohort/people.ts'
import type { Pictures } from './cohort/pictures.ts'
import type { Person } from './person.ts'

/** Something that went wrong on purpose, and how the system answered; a rehearsal that was not troubled proves little. */
export type Trouble = { readonly stage: string; readonly what: string }

export type Figures = {
  candidates: number
  applications: number
  qualified: number
  seated: number
  rooms: number
  packages: number
  handoffs: number
  scripts: number
  shortlisted: number
  backfilled: number
  proposed: number
  certificates: number
}

/** Everything the simulated people share: where the service is, what day it is, who they are, and what has come of it. */
export type World = {
  readonly origin: string
  readonly seed: string
  readonly cohort: Cohort
  /** Two people who try to apply outside the window and are nothing else. */
  readonly bystanders: readonly Synthetic[]
  readonly pictures: Pictures
  readonly administrator: Person
  readonly security: Person
  /** Officers by role, each with a passkey. */
  readonly officers: Map<AppointedRole, Person[]>
  /** People of the pool by their key in the cohort; with a passkey from the first time they are drawn. */
  readonly invigilators: Map<string, { readonly accountId: string; readonly name: string; person?: Person }>
  readonly time: { readonly now: () => Temporal.Instant; readonly moveTo: (to: string) => Promise<void> }
  readonly examIds: string[]
  readonly figures: Figures
  readonly troubles: Trouble[]
  readonly trouble: (stage: string, what: string) => void
}

/** The first officer of a role, or the one at `index`. */
export const officer = (world: World, role: AppointedRole, index = 0): Person =>
  known(world.officers.get(role)?.[index], `officer ${index} of ${role}`)

export const officersOf = (world: World, role: AppointedRole): readonly Person[] => known(world.officers.get(role), `officers of ${role}`)

/** The body of an answer that must be a success; anything else ends the rehearsal with what the service said. */
export async function done<T>(asked: Promise<Reply<T>>, what: string): Promise<T> {
  const reply = await asked
  if (reply.status >= 300) throw new Error(`${what}: ${reply.status} ${reply.text.slice(0, 600)}`)
  return reply.body
}

/** A page's form that must be taken; answers where it leads. */
export async function submitted(asked: Promise<Reply<unknown>>, what: string): Promise<string> {
  const reply = await asked
  if (reply.status !== 303) throw new Error(`${what}: ${reply.status} ${reply.code ?? reply.text.slice(0, 600)}`)
  return reply.location ?? ''
}

/** An answer that must be this refusal. */
export async function refused(asked: Promise<Reply<unknown>>, code: string, what: string): Promise<void> {
  const reply = await asked
  if (reply.code !== code) throw new Error(`${what}: expected ${code}, got ${reply.status} ${reply.text.slice(0, 400)}`)
}

/** So many people are at it at the same moment; more of them would only wait for each other on two cores. */
const hands = 24

/** Works through the items with many hands, in order of the list; the first failure ends it. */
export async function inParallel<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const hand = async () => {
    while (next < items.length) {
      const index = next++
      results[index] = await work(known(items[index], 'an item'), index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(hands, items.length) }, hand))
  return results
}
