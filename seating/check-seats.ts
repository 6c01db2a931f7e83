/** The seats of a transcript, computed a second time by plain counting. Shares no code with the draw. */
import {
  ascending,
  bytesOf,
  deriveKey,
  disagree,
  type Json,
  measured,
  type Primitives,
  readList,
  readObject,
  readText,
  readTexts,
  readTruth,
  readWhole,
} from './check-read.ts'

type Person = { label: string; subject: string; provision: string; low: boolean; wish: string | undefined }
type Place = {
  site: string
  number: number
  capacity: number
  provision: string
  low: boolean
  subject: string | undefined
  sitters: string[]
}

const provisionName = (needs: readonly string[]): string => needs.filter((need) => need !== 'ground-floor').join('+')
const provisions = ['', 'extra-time', 'separate-room', 'extra-time+separate-room']
const possibleNeeds = ['extra-time', 'ground-floor', 'separate-room']

/** What `result` must be for this input and seed. */
export function seatsAgain(input: { readonly [key: string]: Json }, seed: Uint8Array, primitives: Primitives): Json {
  const subjects = readTexts(input.subjects, 'input.subjects')
  ascending(subjects, 'input.subjects')
  const people = readList(input.candidates, 'input.candidates').map((one, i) => readPerson(one, `input.candidates[${i}]`))
  ascending(
    people.map(({ label }) => label),
    'input.candidates',
  )
  const places = readPlaces(input)
  const sites = [...new Set(places.map(({ site }) => site))]
  const groups = new Map<string, Person[]>()
  for (const [i, person] of people.entries()) {
    if (!subjects.includes(person.subject)) disagree(`input.candidates[${i}].subject is not one of input.subjects`)
    if (person.wish !== undefined && !sites.includes(person.wish)) disagree(`input.candidates[${i}].wish is not a site of input.rooms`)
    const key = `${person.provision}|${person.subject}`
    const group = groups.get(key)
    if (group) group.push(person)
    else groups.set(key, [person])
  }
  for (const [i, { subject }] of places.entries()) {
    if (subject !== undefined && !subjects.includes(subject)) disagree(`input.rooms[${i}].subject is not one of input.subjects`)
  }
  const groupOf = (provision: string, subject: string): Person[] => groups.get(`${provision}|${subject}`) ?? []
  giveOutRooms(places, subjects, groupOf)
  let granted = 0
  for (const provision of provisions) {
    for (const subject of subjects) {
      const members = groupOf(provision, subject)
      if (members.length === 0) continue
      const mine = places.filter((place) => place.provision === provision && place.subject === subject)
      granted += seatAll(members, mine, sites, dice(primitives, seed, subject, provision))
    }
  }
  const asked = people.filter(({ wish }) => wish !== undefined).length
  const rooms = places
    .filter(({ sitters }) => sitters.length > 0)
    .map(({ site, number, subject, sitters }) => ({ site, number, subject: subject ?? '', seats: sitters }))
  return { kind: 'seats', rooms, wishes: { asked, granted } }
}

function readPerson(value: Json, field: string): Person {
  const one = readObject(value, field, 'label needs subject', 'wish')
  const needs = readTexts(one.needs, `${field}.needs`)
  if (needs.some((need) => !possibleNeeds.includes(need))) disagree(`${field}.needs holds an unknown need`)
  ascending(needs, `${field}.needs`)
  const wish = one.wish === undefined ? undefined : readText(one.wish, `${field}.wish`)
  const label = readText(one.label, `${field}.label`)
  return {
    label,
    subject: readText(one.subject, `${field}.subject`),
    provision: provisionName(needs),
    low: needs.includes('ground-floor'),
    wish,
  }
}

function readPlaces(input: { readonly [key: string]: Json }): Place[] {
  const rules = readObject(input.rules, 'input.rules', 'family roomLimit largerRooms')
  const limit = readWhole(rules.roomLimit, 'input.rules.roomLimit')
  const larger = readTruth(rules.largerRooms, 'input.rules.largerRooms')
  const seen = new Set<string>()
  return readList(input.rooms, 'input.rooms').map((value, i) => {
    const field = `input.rooms[${i}]`
    const one = readObject(value, field, 'site number capacity offers', 'subject')
    const offers = readTexts(one.offers, `${field}.offers`)
    ascending(offers, `${field}.offers`)
    const site = readText(one.site, `${field}.site`)
    const number = readWhole(one.number, `${field}.number`)
    const capacity = readWhole(one.capacity, `${field}.capacity`)
    if (capacity < 1 || (capacity > limit && !larger)) disagree(`${field}.capacity is ${capacity}; the limit is ${limit}`)
    if (seen.has(`${number}@${site}`)) disagree(`${field} is a second room of the same site and number`)
    seen.add(`${number}@${site}`)
    const subject = one.subject === undefined ? undefined : readText(one.subject, `${field}.subject`)
    return { site, number, capacity, provision: provisionName(offers), low: offers.includes('ground-floor'), subject, sitters: [] }
  })
}

/** Rooms without a subject: first ground-floor rooms for ground-floor needs, then whatever is free, always the next in the list. */
function giveOutRooms(
  places: readonly Place[],
  subjects: readonly string[],
  groupOf: (provision: string, subject: string) => Person[],
): void {
  for (const lowOnly of [true, false]) {
    for (const provision of provisions) {
      const fit = places.filter((place) => place.provision === provision && (place.low || !lowOnly))
      for (const subject of subjects) {
        const wanted = groupOf(provision, subject).filter(({ low }) => low || !lowOnly).length
        let seats = 0
        for (const place of fit) if (place.subject === subject) seats += place.capacity
        for (const place of fit) {
          if (seats >= wanted) break
          if (place.subject !== undefined) continue
          place.subject = subject
          seats += place.capacity
        }
        if (seats < wanted) disagree(`input.rooms has too few seats for “${subject}”`)
      }
    }
  }
}

type Dice = (sides: number) => number

function dice({ chacha20, hmacSha256 }: Primitives, seed: Uint8Array, subject: string, provision: string): Dice {
  const key = deriveKey(
    { chacha20, hmacSha256, sha256: (bytes) => bytes },
    seed,
    bytesOf('gongyuan/stream/1'),
    measured('seats', subject, provision),
  )
  let [buffer, used, counter] = [new Uint8Array(), 0, 0]
  return (sides) => {
    for (;;) {
      if (used === buffer.length) {
        buffer = Uint8Array.from(chacha20(key, new Uint8Array(12), counter, 64 * 256))
        counter += 256
        used = 0
      }
      const [a = 0, b = 0, c = 0, d = 0] = [buffer[used], buffer[used + 1], buffer[used + 2], buffer[used + 3]]
      used += 4
      const number = a + 256 * b + 65_536 * c + 16_777_216 * d
      if (number < Math.floor(4_294_967_296 / sides) * sides) return number % sides
    }
  }
}

function mix<T>(list: readonly T[], roll: Dice): T[] {
  const mixed = [...list]
  for (let size = mixed.length; size > 1; size--) {
    const pick = roll(size)
    const [chosen, last] = [mixed[pick], mixed[size - 1]]
    if (chosen === undefined || last === undefined) return disagree('input.candidates is not a plain list')
    mixed[size - 1] = chosen
    mixed[pick] = last
  }
  return mixed
}

/** Seats one group and returns how many wishes were granted. */
function seatAll(members: readonly Person[], mine: readonly Place[], sites: readonly string[], roll: Dice): number {
  const here = sites
    .map((site) => mine.filter((place) => place.site === site))
    .filter((places) => places.length > 0)
    .map((places) => {
      const ordered = [...places.filter(({ low }) => low), ...places.filter(({ low }) => !low)]
      const low = places.reduce((seats, place) => seats + (place.low ? place.capacity : 0), 0)
      const all = places.reduce((seats, place) => seats + place.capacity, 0)
      return { site: places[0]?.site ?? '', ordered, low, all, used: 0, wished: [0, 0], others: [0, 0] }
    })
  const kinds = [members.filter(({ low }) => low), members.filter(({ low }) => !low)]
  for (const [kind, people] of kinds.entries()) {
    let left = people.length
    for (const at of here) {
      const wishing = people.filter(({ wish }) => wish === at.site).length
      const take = Math.min(wishing, (kind === 0 ? at.low : at.all) - at.used)
      at.wished[kind] = take
      at.used += take
      left -= take
    }
    const rounds: ((at: (typeof here)[number]) => number)[] =
      kind === 0
        ? [(at) => at.low - at.used]
        : [
            (at) => {
              let seats = 0
              for (const place of at.ordered) if (seats < at.used) seats += place.capacity
              return seats - at.used
            },
            (at) => at.all - at.used,
          ]
    for (const room of rounds) {
      for (const at of here) {
        const take = Math.min(left, room(at))
        at.others[kind] = (at.others[kind] ?? 0) + take
        at.used += take
        left -= take
      }
    }
  }
  const sent = kinds.map((people, kind) => {
    const lists: Person[][] = here.map(() => [])
    const lucky = new Set<Person>()
    for (const [s, at] of here.entries()) {
      const drawn = mix(
        people.filter(({ wish }) => wish === at.site),
        roll,
      ).slice(0, at.wished[kind])
      for (const one of drawn) {
        lists[s]?.push(one)
        lucky.add(one)
      }
    }
    const rest = mix(
      people.filter((one) => !lucky.has(one)),
      roll,
    )
    let next = 0
    for (const [s, at] of here.entries()) for (let n = at.others[kind] ?? 0; n > 0; n--) lists[s]?.push(...rest.slice(next, ++next))
    return lists
  })
  for (const [s, at] of here.entries()) {
    const chairs: { place: Place; seat: number }[] = []
    for (const place of at.ordered)
      for (let seat = 0; seat < place.capacity && chairs.length < at.used; seat++) chairs.push({ place, seat })
    const [needy = [], easy = []] = sent.map((lists) => lists[s] ?? [])
    const low = chairs.filter(({ place }) => place.low)
    const first = needy.length > 0 ? mix(low, roll) : low
    const then = mix([...first.slice(needy.length), ...chairs.slice(low.length)], roll)
    for (const [i, chair] of [...first.slice(0, needy.length), ...then].entries()) {
      chair.place.sitters[chair.seat] = (needy[i] ?? easy[i - needy.length])?.label ?? ''
    }
  }
  return here.reduce((sum, { wished: [low = 0, high = 0] }) => sum + low + high, 0)
}
