/** A made-up hall of any size, the same on every machine: for the benchmark, the tests and the published cases. */
import { bytesToHex } from '@noble/hashes/utils.js'
import { commit } from './commitment.ts'
import type { Head } from './input-lists.ts'
import type { Candidate, Need, Room, SeatsInput } from './input-seats.ts'
import { nth } from './known.ts'
import type { Freeze } from './seed.ts'
import { type Stream, streamOf } from './stream.ts'
import type { Opening } from './transcript.ts'

export const sampleHead: Head = {
  drawId: 'sample-1',
  engine: '1',
  parties: ['candidates’ representative', 'discipline inspector', 'exam office'],
  revealBy: '2026-11-22T09:00:00Z',
  source: { name: '中国福利彩票双色球 2026134', due: '2026-11-22T13:15:00Z' },
}

export const chance = (name: string): Stream => streamOf(new Uint8Array(32), 'sample', name)

const labelOf = (stream: Stream, index: number): string =>
  `${stream
    .below(2 ** 32)
    .toString(16)
    .padStart(8, '0')}${index.toString(16).padStart(6, '0')}`

/**
 * Sites, subjects and positions at random; about one in ten wishes for a site or a district, one in fifty has an access need, one in three
 * comes from an employer with twenty others. `more` makes it a case with everything: two sessions, two papers, districts.
 */
export function sampleSeats(count: number, siteCount: number, subjectCount: number, more = false): SeatsInput {
  const stream = chance(`seats ${count}`)
  const sites = Array.from({ length: siteCount }, (_, index) => `site-${String(index + 1).padStart(2, '0')}`)
  const subjects = Array.from({ length: subjectCount }, (_, index) => `subject-${index + 1}`)
  const wishes = more ? [...sites, 'east', 'west'] : sites
  const candidates = Array.from({ length: count }, (_, index): Candidate => {
    const rare = stream.below(200)
    const needs: Need[] = rare === 0 ? ['separate-room'] : rare === 1 ? ['extra-time', 'ground-floor'] : rare < 4 ? ['ground-floor'] : []
    const position = `p${stream.below(Math.ceil(count / 40)).toString(36)}`
    const groups = stream.below(3) === 0 ? [`e${stream.below(Math.ceil(count / 60)).toString(36)}`, position] : [position]
    const sat = [nth(subjects, stream.below(subjectCount)), ...(more && stream.below(2) === 0 ? ['second'] : [])].sort()
    const one = { label: labelOf(stream, index), groups, needs, subjects: sat }
    return stream.below(10) === 0 ? { ...one, wish: nth(wishes, stream.below(wishes.length)) } : one
  }).sort((a, b) => (a.label < b.label ? -1 : 1))
  const rooms: Room[] = []
  const build = (howMany: number, capacity: number, offers: (index: number) => readonly Need[]): void => {
    for (let index = 0; index < howMany; index++) {
      const site = nth(sites, index % siteCount)
      const district = more && index % siteCount < 2 ? { district: index % 2 ? 'east' : 'west' } : {}
      rooms.push({ site, number: rooms.length + 1, capacity, columns: Math.min(6, capacity), offers: offers(index), ...district })
    }
  }
  const special = (need: Need): number => candidates.filter(({ needs }) => needs.includes(need)).length
  build(Math.ceil(count / 30) + subjectCount * 2, 30, (index) => (index % 3 === 0 ? ['ground-floor'] : []))
  build(Math.ceil(special('extra-time') / 10) + subjectCount, 10, () => ['extra-time', 'ground-floor'])
  build(special('separate-room'), 1, () => ['separate-room'])
  const morning = { name: 'morning', from: '2026-12-05T01:00:00Z', to: '2026-12-05T03:30:00Z', subjects }
  const afternoon = { name: 'afternoon', from: '2026-12-05T06:00:00Z', to: '2026-12-05T08:00:00Z', subjects: ['second'] }
  const rules = { family: 'RC', roomLimit: 30, largerRooms: false, variants: 2 }
  return { ...sampleHead, kind: 'seats', sessions: more ? [morning, afternoon] : [morning], candidates, rooms, rules }
}

/** Commitments and reveals of the frozen parties, from values that everyone can guess. */
export function sampleOpening({ freezeHash, input }: Freeze, publicValue = '03 09 14 21 27 33 + 08'): Opening {
  const reveals = input.parties.map((party, index) => ({ party, bytes: new Uint8Array(32).fill(index + 1) }))
  return {
    commitments: reveals.map(({ party, bytes }) => ({ party, commitment: commit(freezeHash, party, bytes) })),
    reveals: reveals.map(({ party, bytes }) => ({ party, value: bytesToHex(bytes) })),
    publicValue,
  }
}
