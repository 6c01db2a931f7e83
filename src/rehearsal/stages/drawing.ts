import { createHash } from 'node:crypto'
import { commit } from '../../../seating/commitment.ts'
import type { Person } from '../person.ts'
import { done, inParallel, officer, refused, type World } from '../world.ts'

const parties = ['exam_office', 'discipline_inspector', 'section_head'] as const

/** Thirty-two bytes that are the same for the same seed of the rehearsal; real parties take theirs from their machine. */
const valueFor = (world: World, drawId: string, party: string): Uint8Array =>
  createHash('sha256').update(`${world.seed}/${party}/${drawId}`).digest()

type Draw = {
  readonly examId: string
  /** Where the draw is frozen, with what besides the terms. */
  readonly freeze: string
  readonly body?: object
  readonly run: (drawId: string) => string
  readonly source: string
}

/**
 * The whole protocol: the input is frozen with its parties, its deadline and its public source; three commit, three reveal, the source gives
 * its number when it is due, two people read it, and there is one result.
 */
export async function holdDraw<T>(
  world: World,
  { examId, freeze, body = {}, run, source }: Draw,
): Promise<T & { readonly drawId: string }> {
  const now = world.time.now()
  const revealBy = now.add({ minutes: 10 })
  const due = now.add({ minutes: 20 })
  const people: Readonly<Record<(typeof parties)[number], Person>> = {
    exam_office: officer(world, 'exam_office'),
    discipline_inspector: officer(world, 'discipline_inspector'),
    section_head: officer(world, 'section_head'),
  }
  const office = people.exam_office
  const terms = { parties, revealBy: revealBy.toString(), source: { name: source, due: due.toString() } }
  const { drawId, freezeHash } = await done(
    office.post<{ drawId: string; freezeHash: string }>(freeze, { ...body, ...terms }),
    `freezing the draw at ${freeze}`,
  )
  const path = `/api/exams/${examId}/draws/${drawId}`
  await inParallel(parties, (party) =>
    done(
      people[party].post(`${path}/commitments`, { party, commitment: commit(freezeHash, party, valueFor(world, drawId, party)) }),
      `commitment of the ${party}`,
    ),
  )
  await inParallel(parties, (party) =>
    done(
      people[party].post(`${path}/values`, { value: Buffer.from(valueFor(world, drawId, party)).toString('hex') }),
      `value of the ${party}`,
    ),
  )
  const publicValue = createHash('sha256').update(`${world.seed}/public/${drawId}`).digest().subarray(0, 7).join(' ')
  await refused(office.post(run(drawId), { publicValue }), 'source_not_due', 'running a draw before its public source')
  await world.time.moveTo(due.add({ seconds: 1 }).toString())
  await done(people.discipline_inspector.post(`${path}/public-value`, { publicValue }), 'witnessing the public value')
  const result = await done(office.post<T>(run(drawId), { publicValue }), `running the draw at ${run(drawId)}`)
  return { ...result, drawId }
}
