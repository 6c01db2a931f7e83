import { describe, expect, test } from 'vitest'
import { known } from '../../foundation/invariant.ts'
import type { Role } from '../../foundation/roles.ts'
import { type HeldPackage, judgeFound, judgeOpening, judgePassage, judgePeople, type Party } from './handoff.ts'
import { type LegName, legOf } from './legs.ts'

const leg = (name: LegName, family: 'RC' | 'WK' = 'RC') => known(legOf(family, name), `leg ${name}`)
const party = (id: string, ...roles: Role[]): Party => ({ accountId: id, personId: `person-${id}`, roles })

const secrecy = party('secrecy', 'secrecy_officer')
const guard = party('guard', 'vault_guard')
const guard2 = party('guard2', 'vault_guard')
const police = party('police', 'police_escort')
const discipline = party('discipline', 'discipline_inspector')

describe('R-RC-12, B-49 – who signs the way into the vault', () => {
  const to = leg('to_vault')
  test.each([
    {
      because: 'guard, second guard, police and discipline',
      receiver: guard,
      witnesses: [guard2, police, discipline],
      becomes: 'accepted',
    },
    { because: 'the order of witnesses does not matter', receiver: guard, witnesses: [discipline, guard2, police], becomes: 'accepted' },
    { because: 'without police it does not happen', receiver: guard, witnesses: [guard2, discipline], becomes: 'witness_missing' },
    { because: 'without discipline it does not happen', receiver: guard, witnesses: [guard2, police], becomes: 'witness_missing' },
    { because: 'one guard alone does not receive', receiver: guard, witnesses: [police, discipline], becomes: 'witness_missing' },
    {
      because: 'the carrier does not receive',
      receiver: party('secrecy', 'secrecy_officer', 'vault_guard'),
      witnesses: [guard2, police, discipline],
      becomes: 'carrier_cannot_receive',
    },
    {
      because: 'a site keeper is no vault guard',
      receiver: party('keeper', 'site_paper_keeper'),
      witnesses: [guard2, police, discipline],
      becomes: 'receiver_role_missing',
    },
    { because: 'nobody signs twice', receiver: guard, witnesses: [guard, police, discipline], becomes: 'one_person_signs_once' },
    {
      because: 'two accounts of one person are one person',
      receiver: guard,
      witnesses: [guard2, police, { ...discipline, personId: police.personId }],
      becomes: 'one_person_signs_once',
    },
    {
      because: 'someone with both escort roles stands for one of them',
      receiver: guard,
      witnesses: [guard2, party('both', 'police_escort', 'discipline_inspector')],
      becomes: 'witness_missing',
    },
    {
      because: 'someone with both roles is used where needed',
      receiver: guard,
      witnesses: [guard2, party('both', 'police_escort', 'discipline_inspector'), police],
      becomes: 'accepted',
    },
  ])('$because', ({ receiver, witnesses, becomes }) => {
    const judged = judgePeople(to, { giver: secrecy, receiver, witnesses })
    expect(judged.ok ? 'accepted' : judged.refusal).toBe(becomes)
  })
})

describe('B-19 – opening takes two roles and keeps the holder', () => {
  const front = party('front', 'invigilator')
  const back = party('back', 'invigilator')
  test.each([
    { family: 'RC' as const, second: party('chief', 'chief_examiner'), becomes: 'accepted' },
    { family: 'WK' as const, second: party('assessor', 'assessor'), becomes: 'accepted' },
    { family: 'WK' as const, second: party('chief', 'chief_examiner'), becomes: 'witness_missing' },
  ])('$family with $second.accountId: $becomes', ({ family, second, becomes }) => {
    const judged = judgePeople(leg('open', family), { giver: front, receiver: front, witnesses: [back, second] })
    expect(judged.ok ? 'accepted' : judged.refusal).toBe(becomes)
  })
  test('opening does not hand the package on', () => {
    const judged = judgePeople(leg('open'), {
      giver: front,
      receiver: back,
      witnesses: [party('third', 'invigilator'), party('chief', 'chief_examiner')],
    })
    expect(judged).toMatchObject({ ok: false, refusal: 'giver_does_not_hold_package' })
  })
})

describe('a package passes only from its holder, at its leg, whole', () => {
  const held: HeldPackage = { number: 'P-001', state: 'sealed', holder: 'secrecy', roomId: undefined, papers: 31, cards: 31, seal: 'aa' }
  test.each([
    { because: 'its holder hands it on', held, giver: secrecy, becomes: 'accepted' },
    { because: 'somebody else does not hold it', held, giver: party('other', 'secrecy_officer'), becomes: 'giver_does_not_hold_package' },
    { because: 'frozen it stays', held: { ...held, state: 'frozen' as const }, giver: secrecy, becomes: 'package_frozen' },
    {
      because: 'in the vault it is past this leg',
      held: { ...held, state: 'in_vault' as const },
      giver: secrecy,
      becomes: 'package_not_at_this_leg',
    },
  ])('$because', ({ held, giver, becomes }) => {
    const judged = judgePassage(leg('to_vault'), held, { giver, receiver: guard }, [])
    expect(judged.ok ? 'accepted' : judged.refusal).toBe(becomes)
  })
  test('in a room only its own invigilators take it', () => {
    const keeper = party('keeper', 'site_paper_keeper')
    const atSite: HeldPackage = { ...held, state: 'at_site', holder: 'keeper' }
    expect(judgePassage(leg('to_room'), atSite, { giver: keeper, receiver: party('front', 'invigilator') }, ['front', 'back']).ok).toBe(
      true,
    )
    expect(
      judgePassage(leg('to_room'), atSite, { giver: keeper, receiver: party('next-door', 'invigilator') }, ['front', 'back']),
    ).toMatchObject({
      refusal: 'not_this_rooms_invigilator',
    })
  })
})

describe('papers of a site pass through the hands of that site', () => {
  const keeper = { ...party('keeper', 'site_paper_keeper'), sites: ['north'] }
  const held: HeldPackage = {
    number: 'P-001',
    state: 'in_transit',
    holder: 'secrecy',
    roomId: 'r',
    siteId: 'north',
    papers: 1,
    cards: 1,
    seal: 'aa',
  }
  test.each([
    { because: 'its keeper receives it', held, receiver: keeper, becomes: 'accepted' },
    {
      because: 'the keeper of another site does not',
      held: { ...held, siteId: 'south' },
      receiver: keeper,
      becomes: 'package_of_another_site',
    },
    { because: 'a keeper of every site does', held, receiver: party('all', 'site_paper_keeper'), becomes: 'accepted' },
    { because: 'a backup has no site yet', held: { ...held, roomId: undefined, siteId: undefined }, receiver: keeper, becomes: 'accepted' },
  ])('$because', ({ held, receiver, becomes }) => {
    const judged = judgePassage(leg('to_site'), held, { giver: secrecy, receiver }, [])
    expect(judged.ok ? 'accepted' : judged.refusal).toBe(becomes)
  })
})

describe('R-PAPER-01 – counts and seal agree, or the package is frozen', () => {
  const held = { papers: 31, cards: 31, seal: 'aa' }
  test.each([
    { found: { papers: 31, cards: 31, seal: 'aa' }, name: 'to_vault' as const, becomes: undefined },
    { found: { papers: 30, cards: 31, seal: 'aa' }, name: 'to_vault' as const, becomes: 'count_differs' },
    { found: { papers: 31, cards: 32, seal: 'aa' }, name: 'to_vault' as const, becomes: 'count_differs' },
    { found: { papers: 31, cards: 31, seal: 'ab' }, name: 'to_vault' as const, becomes: 'seal_differs' },
    { found: { papers: 31, cards: 31, seal: 'ab' }, name: 'open' as const, becomes: 'seal_differs' },
    { found: { papers: 31, cards: 31, seal: 'ab' }, name: 'return' as const, becomes: undefined },
    { found: { papers: 30, cards: 31, seal: 'ab' }, name: 'return' as const, becomes: 'count_differs' },
  ])('$name with $found.papers/$found.cards/$found.seal: $becomes', ({ found, name, becomes }) => {
    expect(judgeFound(leg(name), held, found)).toBe(becomes)
  })
})

describe('R-WK-25 – not opened before the set time', () => {
  const startsAt = Temporal.Instant.from('2026-05-16T01:00:00Z')
  test.each([
    { now: '2026-05-16T00:44:59Z', ok: false },
    { now: '2026-05-16T00:45:00Z', ok: true },
    { now: '2026-05-16T01:10:00Z', ok: true },
  ])('$now', ({ now, ok }) => {
    expect(judgeOpening(startsAt, Temporal.Instant.from(now), 15).ok).toBe(ok)
  })
})
