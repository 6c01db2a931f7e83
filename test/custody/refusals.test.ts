import { describe, expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { openArrangedOffice } from '../support/arrange.ts'
import {
  arrangeSitting,
  atQuarterToNine,
  carry,
  carryTo,
  complete,
  draftHandoff,
  expectDone,
  found,
  handsOf,
  makePackages,
  newSealOf,
  packageOf,
  roomAt,
  sealOf,
  signAll,
} from '../support/arrange-sitting.ts'
import { race } from '../support/race.ts'

const office = await openArrangedOffice()
const sitting = await arrangeSitting(office, { subjects: ['综合类', '教育类'] })
const { examId, secrecy, police, inspector, guards, keeper, chief } = sitting
await makePackages(sitting)
const [ours, nextDoor, otherPaper, , backup] = [0, 1, 2, 3, 4].map(packageOf) as [string, string, string, string, string]

type Row = {
  number: string
  state: string
  holder: string
  sequence: number
  papers: number
  incident: string | null
  decision: string | null
}
const row = async (number: string) => {
  const { packages } = (await secrecy.get<{ packages: Row[] }>(`/api/exams/${examId}/packages`)).body
  return known(
    packages.find((one) => one.number === number),
    number,
  )
}
const withHands = (leg: Parameters<typeof handsOf>[1], changed: Partial<ReturnType<typeof handsOf>>) => ({
  ...handsOf(sitting, leg),
  ...changed,
})

describe('the list of packages', () => {
  const session = roomAt(sitting).examSessionId
  const draft = (packages: readonly object[], by = secrecy, people: object = {}) =>
    by.post(`/api/exams/${examId}/packages/drafts`, { inspector: inspector.accountId, police: police.accountId, packages, ...people })
  const whole = sitting.seated.map(({ examSessionId, roomId }, index) => ({
    number: `Q-${index + 1}0`,
    examSessionId,
    roomId,
    papers: 3,
    cards: 3,
    sealNumber: `EF00000${index}`,
  }))
  test('has one package for each room with enough papers, whose numbers are new', async () => {
    expect(await draft(whole.slice(1))).toMatchObject({ status: 422, code: 'room_without_package' })
    expect(await draft([...whole, { ...known(whole[0], 'one'), number: 'Q-90' }])).toMatchObject({ code: 'room_with_two_packages' })
    expect(await draft(whole.map((one) => ({ ...one, cards: 2 })))).toMatchObject({ code: 'too_few_papers' })
    expect(await draft(whole.map((one) => ({ ...one, number: 'Q-10' })))).toMatchObject({ code: 'package_listed_twice' })
    expect(
      await draft([...whole, { number: ours, examSessionId: session, roomId: null, papers: 3, cards: 3, sealNumber: 'EF000009' }]),
    ).toMatchObject({
      status: 409,
      code: 'package_number_taken',
    })
  })
  test('is signed by police and discipline inspection, two people', async () => {
    expect(await draft(whole, secrecy, { police: inspector.accountId })).toMatchObject({ status: 422, code: 'witness_missing' })
    const both = await office.officer(['police_escort', 'discipline_inspector'], { examId })
    expect(await draft(whole, secrecy, { police: both.accountId, inspector: both.accountId })).toMatchObject({
      code: 'one_person_signs_once',
    })
  })
  test('takes no effect before all have signed', async () => {
    const drafted = await draft(whole)
    const statementId = String(drafted.body.statementId)
    expectDone(await secrecy.sign({ examId, statementId }))
    expectDone(await inspector.sign({ examId, statementId }))
    expect(await secrecy.post(`/api/exams/${examId}/packages/made`, { statementId })).toMatchObject({
      status: 409,
      code: 'statement_incomplete',
    })
  })
})

describe('R-RC-12 – who is at a handoff', () => {
  test('without police, without discipline inspection, or with one guard it does not happen', async () => {
    for (const witnesses of [
      [guards[1], inspector],
      [guards[1], police],
      [police, inspector],
    ])
      expect(await draftHandoff(sitting, 'to_vault', [found(ours)], withHands('to_vault', { witnesses }))).toMatchObject({
        status: 422,
        code: 'witness_missing',
      })
  })
  test('whoever carries does not receive, even with both roles', async () => {
    await office.appoint(secrecy, 'vault_guard', { examId })
    const hands = withHands('to_vault', { receiver: secrecy })
    expect(await draftHandoff(sitting, 'to_vault', [found(ours)], hands)).toMatchObject({ status: 403, code: 'carrier_cannot_receive' })
  })
  test('one person does not sign in two capacities', async () => {
    const hands = withHands('to_vault', { witnesses: [guards[0], police, inspector] })
    expect(await draftHandoff(sitting, 'to_vault', [found(ours)], hands)).toMatchObject({ code: 'one_person_signs_once' })
  })
  test('a candidate is no party, and somebody of another exam has no role here', async () => {
    const candidate = known(sitting.candidates[0], 'a candidate').person
    expect(await draftHandoff(sitting, 'to_vault', [found(ours)], withHands('to_vault', { giver: candidate }))).toMatchObject({
      status: 422,
      code: 'party_unknown',
    })
    const elsewhere = await office.officer('police_escort')
    const stranger = await office.officer('reviewer', { examId })
    expect(elsewhere.accountId).not.toBe(stranger.accountId)
    const hands = withHands('to_vault', { witnesses: [guards[1], stranger, inspector] })
    expect(await draftHandoff(sitting, 'to_vault', [found(ours)], hands)).toMatchObject({ code: 'witness_missing' })
  })
  test('only the holder gives, only what is at this leg passes, and only what exists', async () => {
    const other = await office.officer('secrecy_officer', { examId })
    expect(await draftHandoff(sitting, 'to_vault', [found(ours)], withHands('to_vault', { giver: other }))).toMatchObject({
      status: 409,
      code: 'giver_does_not_hold_package',
    })
    expect(await draftHandoff(sitting, 'from_vault', [found(ours)], handsOf(sitting, 'from_vault'))).toMatchObject({
      status: 409,
      code: 'package_not_at_this_leg',
    })
    expect(await draftHandoff(sitting, 'to_vault', [found('P-99')], handsOf(sitting, 'to_vault'))).toMatchObject({
      status: 404,
      code: 'package_unknown',
    })
    expect(await draftHandoff(sitting, 'to_vault', [found(ours), found(ours)], handsOf(sitting, 'to_vault'))).toMatchObject({
      code: 'package_listed_twice',
    })
  })
  test('the keeper of another site receives nothing of this one', async () => {
    const [site] = sitting.sites
    const elsewhere = office.deps.newId()
    await office.admin`insert into sites (id, exam_id, code, name, address, unit) values (${elsewhere}, ${examId}, 'S9', '第九考点', '南街1号', '第九中学')`
    const foreign = await office.officer('site_paper_keeper', { examId, siteId: elsewhere })
    const own = await office.officer('site_paper_keeper', { examId, siteId: known(site, 'a site').id })
    for (const leg of ['to_vault', 'from_vault'] as const) await carry(sitting, leg, [found(otherPaper)])
    expect(await draftHandoff(sitting, 'to_site', [found(otherPaper)], withHands('to_site', { receiver: foreign }))).toMatchObject({
      status: 403,
      code: 'package_of_another_site',
    })
    expect(await carry(sitting, 'to_site', [found(otherPaper)], withHands('to_site', { receiver: own }))).toMatchObject({
      agreed: [otherPaper],
    })
  })
})

describe('signatures', () => {
  test('nobody else signs, nobody signs with another’s key or another text, and a statement counts once', async () => {
    const hands = handsOf(sitting, 'to_vault')
    const draft = await draftHandoff(sitting, 'to_vault', [found(ours)], hands)
    const { statementId } = draft.body
    const path = `/api/exams/${examId}/statements/${statementId}/signatures`
    expect(await keeper.sign({ examId, statementId })).toMatchObject({ status: 404, code: 'statement_unknown' })
    expect(await complete(sitting, statementId, hands)).toMatchObject({ status: 409, code: 'statement_incomplete' })
    expectDone(await inspector.sign({ examId, statementId }))
    const signatures = await office.admin<{ keyId: string; protected: string; signature: string }[]>`
      select key_id as "keyId", protected, signature from statement_signatures s join statements t on t.id = s.statement_id
       where s.account_id = ${inspector.accountId} order by s.signed_at`
    const [earlier, inspectors] = [known(signatures[0], 'of the list'), known(signatures.at(-1), 'of the handoff')]
    expect(await police.post(path, { ...inspectors })).toMatchObject({ status: 422, code: 'signing_key_unusable' })
    const again = await draftHandoff(sitting, 'to_vault', [found(nextDoor)], hands)
    expect(await inspector.post(`/api/exams/${examId}/statements/${again.body.statementId}/signatures`, { ...earlier })).toMatchObject({
      status: 422,
      code: 'signature_wrong',
    })
    for (const signer of [hands.giver, hands.receiver, guards[1], police]) expectDone(await signer.sign({ examId, statementId }))
    expect(await complete(sitting, statementId, hands)).toMatchObject({ status: 201, body: { agreed: [ours] } })
    expect(await complete(sitting, statementId, hands)).toMatchObject({ status: 409, code: 'statement_already_used' })
    expect(await secrecy.post(`/api/exams/${examId}/packages/made`, { statementId })).toMatchObject({
      status: 404,
      code: 'statement_unknown',
    })
    expect(await row(ours)).toMatchObject({ state: 'in_vault', sequence: 1, holder: guards[0].accountId })
  })
  test('a package that moved while people were signing stays where it went', async () => {
    const hands = handsOf(sitting, 'to_vault')
    const [first, second] = [
      await draftHandoff(sitting, 'to_vault', [found(nextDoor)], hands),
      await draftHandoff(sitting, 'to_vault', [found(nextDoor)], hands),
    ]
    for (const { body } of [first, second]) await signAll(sitting, body.statementId, hands)
    expect((await complete(sitting, second.body.statementId, hands)).status).toBe(201)
    expect(await complete(sitting, first.body.statementId, hands)).toMatchObject({ status: 409, code: 'package_moved_meanwhile' })
    expect(await row(nextDoor)).toMatchObject({ sequence: 1 })
  })
  test('a party who loses the role while the others sign stops the handoff', async () => {
    const escort = await office.officer('police_escort', { examId })
    const hands = withHands('from_vault', { witnesses: [guards[1], escort, inspector] })
    const draft = await draftHandoff(sitting, 'from_vault', [found(nextDoor)], hands)
    await signAll(sitting, draft.body.statementId, hands)
    await office.admin`update appointments set ended_at = ${office.now().toString()} where account_id = ${escort.accountId}`
    expect(await complete(sitting, draft.body.statementId, hands)).toMatchObject({ status: 422, code: 'witness_missing' })
  })
  test('of two completions at the same moment one moves the package', async () => {
    const hands = handsOf(sitting, 'from_vault')
    const drafts = [
      await draftHandoff(sitting, 'from_vault', [found(nextDoor)], hands),
      await draftHandoff(sitting, 'from_vault', [found(nextDoor)], hands),
    ]
    for (const { body } of drafts) await signAll(sitting, body.statementId, hands)
    const answers = await race(
      office,
      'packages',
      ...drafts.map(
        ({ body }) =>
          () =>
            complete(sitting, body.statementId, hands),
      ),
    )
    expect(answers.map(({ status, code }) => code ?? status).sort()).toEqual([201, 'package_moved_meanwhile'])
    expect(await row(nextDoor)).toMatchObject({ state: 'in_transit', sequence: 2 })
  })
})

describe('what was found', () => {
  test('a missing paper freezes the package in its giver’s hands, with the register’s count', async () => {
    const hands = handsOf(sitting, 'from_vault')
    expect(await carry(sitting, 'from_vault', [{ ...found(ours), papers: 2 }], hands)).toEqual({ agreed: [], frozen: [ours] })
    expect(await row(ours)).toMatchObject({
      state: 'frozen',
      holder: guards[0].accountId,
      papers: 3,
      incident: 'count_differs',
      sequence: 2,
    })
    expect(await draftHandoff(sitting, 'from_vault', [found(ours)], hands)).toMatchObject({ status: 409, code: 'package_frozen' })
  })
  test('the decision takes two people, and then the package goes on from where it was', async () => {
    const path = `/api/exams/${examId}/packages/${ours}`
    const both = await office.officer(['section_head', 'discipline_inspector'], { examId })
    expect(await inspector.post(`${path}/confirmation`)).toMatchObject({ status: 409, code: 'decision_missing' })
    expectDone(await both.post(`${path}/decision`, { decision: 'cleared', reason: '复点后份数相符' }))
    expect(await both.post(`${path}/confirmation`)).toMatchObject({ status: 403, code: 'second_person_needed' })
    expect(await inspector.post(`${path}/confirmation`)).toMatchObject({ status: 201, body: { state: 'in_vault' } })
    expect(await inspector.post(`${path}/confirmation`)).toMatchObject({ status: 409, code: 'no_open_incident' })
    expect(await carry(sitting, 'from_vault', [found(ours)])).toMatchObject({ agreed: [ours] })
  })
  test('a false seal freezes, and one load freezes only what differs', async () => {
    const done = await carry(sitting, 'to_site', [found(nextDoor), { ...found(ours), sealNumber: newSealOf(ours) }])
    expect(done).toEqual({ agreed: [nextDoor], frozen: [ours] })
    expect(await row(ours)).toMatchObject({ state: 'frozen', incident: 'seal_differs', holder: secrecy.accountId })
    expect(await row(nextDoor)).toMatchObject({ state: 'at_site', holder: keeper.accountId })
    expect(JSON.stringify(await office.logged('handoff_drafted'))).not.toContain(sealOf(ours))
  })
  test('a suspected leak freezes every unopened package of the paper and none of another; a backup takes the place of a withdrawn one', async () => {
    const path = (number: string) => `/api/exams/${examId}/packages/${number}`
    const report = await chief.post<{ frozen: string[] }>(`${path(nextDoor)}/incidents`, { kind: 'suspected_leak' })
    expect(report.body.frozen.sort()).toEqual([nextDoor, backup, packageOf(5)].sort())
    expect(await chief.post(`${path(nextDoor)}/incidents`, { kind: 'count_differs' })).toMatchObject({
      status: 409,
      code: 'incident_already_open',
    })
    expect(await row(otherPaper)).toMatchObject({ state: 'at_site', incident: null })
    const settle = async (number: string, decision: 'cleared' | 'withdrawn') => {
      expectDone(await sitting.head.post(`${path(number)}/decision`, { decision, reason: '经调查决定' }))
      expectDone(await inspector.post(`${path(number)}/confirmation`))
    }
    const room = roomAt(sitting, 1).roomId
    const assign = (number: string, roomId = room) => sitting.examOffice.post(`${path(number)}/room`, { roomId })
    expect(await assign(backup)).toMatchObject({ status: 409, code: 'package_frozen' })
    await settle(backup, 'cleared')
    expect(await assign(backup)).toMatchObject({ status: 409, code: 'room_has_its_package' })
    await settle(nextDoor, 'withdrawn')
    expect(await assign(otherPaper)).toMatchObject({ status: 409, code: 'not_a_backup' })
    expect(await assign(backup, roomAt(sitting, 2).roomId)).toMatchObject({ status: 422, code: 'room_of_another_paper' })
    expect(await assign(backup)).toMatchObject({ status: 201 })
    expect(await row(nextDoor)).toMatchObject({ state: 'frozen', incident: null })
    expect(await row(backup)).toMatchObject({ state: 'sealed' })
  })
})

describe('the vault', () => {
  test('is counted by two guards; a difference is recorded and refused', async () => {
    const path = `/api/exams/${examId}/vault/counts`
    const [first, second] = guards
    expect(await first.post(path, { secondGuard: first.accountId, packages: 0 })).toMatchObject({ status: 422, code: 'two_guards_needed' })
    expect(await first.post(path, { secondGuard: police.accountId, packages: 0 })).toMatchObject({ code: 'two_guards_needed' })
    expect(await first.post(path, { secondGuard: second.accountId, packages: 1 })).toMatchObject({
      status: 409,
      code: 'vault_count_differs',
    })
    expect(await first.post(path, { secondGuard: second.accountId, packages: 0 })).toMatchObject({ status: 201 })
    expect(await office.admin`select packages, expected from vault_counts where exam_id = ${examId} order by packages`).toEqual([
      { packages: 0, expected: 0 },
      { packages: 1, expected: 0 },
    ])
  })
})

describe('in the room', () => {
  test('another room’s invigilator does not take the papers, nobody opens them early, and what comes back must add up', async () => {
    const day = await arrangeSitting(office)
    await makePackages(day)
    const number = await carryTo(day, 'to_site', 0)
    const [first, second] = roomAt(day, 0).invigilators
    const [stranger] = roomAt(day, 1).invigilators
    expect(
      await draftHandoff(day, 'to_room', [found(number)], { giver: day.keeper, receiver: stranger, witnesses: [second] }),
    ).toMatchObject({
      status: 403,
      code: 'not_this_rooms_invigilator',
    })
    await carry(day, 'to_room', [found(number)])
    const open = () => draftHandoff(day, 'open', [found(number)], handsOf(day, 'open'))
    office.moveClock(office.now().toZonedDateTimeISO('Asia/Shanghai').with({ hour: 8, minute: 44, second: 59 }).toInstant().toString())
    expect(await open()).toMatchObject({ status: 409, code: 'opened_too_early' })
    office.moveClock({ seconds: 1 })
    expect(
      await draftHandoff(day, 'open', [found(number)], { giver: first, receiver: first, witnesses: [second, day.inspector] }),
    ).toMatchObject({
      status: 422,
      code: 'witness_missing',
    })
    expect(await open()).toMatchObject({ status: 201 })
    await carry(day, 'open', [found(number)])
    const back = (changed: object) => draftHandoff(day, 'return', [{ ...found(number, 'return'), ...changed }], handsOf(day, 'return'))
    expect(await back({ returned: undefined })).toMatchObject({ status: 422, code: 'returned_counts_missing' })
    expect(await back({ returned: { present: 3, absent: 1, spare: 0 } })).toMatchObject({ status: 422, code: 'seats_do_not_add_up' })
    expect(await back({ returned: { present: 2, absent: 1, spare: 1 } })).toMatchObject({ status: 422, code: 'returned_does_not_add_up' })
  })
})

describe('R-RC-18 – destruction', () => {
  test('not before half a year is over, and not while a matter is open, even one that came in while people signed', async () => {
    const exam = await arrangeSitting(office)
    await makePackages(exam)
    await carryTo(exam, 'to_room')
    atQuarterToNine(office)
    await carry(exam, 'open', [found(packageOf(0))])
    await carry(exam, 'return', [found(packageOf(0), 'return')])
    await carry(exam, 'to_marking', [found(packageOf(0), 'to_marking')])
    const hands = handsOf(exam, 'destroy')
    const destroy = () => draftHandoff(exam, 'destroy', [found(packageOf(0), 'destroy')], hands)
    const day = office.now().toZonedDateTimeISO('Asia/Shanghai')
    office.moveClock(day.add({ months: 6 }).toInstant().toString())
    expect(await destroy()).toMatchObject({ status: 409, code: 'retention_not_over' })
    office.moveClock({ days: 1 })
    const drafted = await destroy()
    expect(drafted.status).toBe(201)
    await signAll(exam, drafted.body.statementId, hands)
    expectDone(await exam.chief.post(`/api/exams/${exam.examId}/packages/${packageOf(1)}/incidents`, { kind: 'seal_differs' }))
    expect(await complete(exam, drafted.body.statementId, hands)).toMatchObject({ status: 409, code: 'legal_hold' })
    expect(await destroy()).toMatchObject({ status: 409, code: 'legal_hold' })
    expectDone(
      await exam.head.post(`/api/exams/${exam.examId}/packages/${packageOf(1)}/decision`, { decision: 'cleared', reason: '封签完好' }),
    )
    expectDone(await exam.inspector.post(`/api/exams/${exam.examId}/packages/${packageOf(1)}/confirmation`))
    expect(await carry(exam, 'destroy', [found(packageOf(0), 'destroy')], hands)).toMatchObject({ agreed: [packageOf(0)] })
  })
})
