import { expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { openArrangedOffice } from '../support/arrange.ts'
import { arrangeSitting, carry, expectDone, found, packageOf, roomAt, sealOf } from '../support/arrange-sitting.ts'
import { sendWrong } from '../support/forms.ts'

const office = await openArrangedOffice()
const sitting = await arrangeSitting(office)
const { examId, secrecy, police, inspector, guards, examOffice, head } = sitting
const custody = `/exams/${examId}/custody`
const packing = `${custody}/packing`

const lines = [
  ...sitting.seated.map(({ examSessionId, roomId }) => `${examSessionId} ${roomId}`),
  ...[1, 2].map(() => roomAt(sitting).examSessionId),
]
/** The form as it is filled in: a line for each room and two backups. */
const packed = (change: Record<string, string> = {}) => ({
  police: police.accountId,
  inspector: inspector.accountId,
  line: lines.map((line, index) => `${index} ${line}`),
  ...Object.fromEntries(
    lines.flatMap((_, index) => [
      [`number-${index}`, packageOf(index)],
      [`seal-${index}`, sealOf(packageOf(index))],
      [`papers-${index}`, '3'],
      [`cards-${index}`, '3'],
    ]),
  ),
  ...change,
})
const numberOf = async (index: number) => {
  const [row] = await office.admin<{ id: string; roomId: string | null }[]>`
    select id, room_id as "roomId" from packages where number = ${packageOf(index)}`
  return known(row, packageOf(index))
}

test('the packing list is written in a form, signed by three and entered into the register', async () => {
  expect(await police.get(packing)).toMatchObject({ status: 403, code: 'not_permitted' })
  const empty = await secrecy.get(`${packing}?backups=2`)
  expect(empty.status).toBe(200)
  for (const shown of [police.name, inspector.name, '第2考场', 'BY-01-002']) expect(empty.text).toContain(shown)
  const short = await secrecy.form(packing, packed({ 'papers-1': '2' }))
  expect(short).toMatchObject({ status: 422, code: 'too_few_papers' })
  expect(short.text).toContain('href="#field-seal-1"')
  expect(short.text).toContain(sealOf(packageOf(1)))
  const wrong = await secrecy.form(packing, packed({ 'seal-1': 'A1' }))
  expect(wrong).toMatchObject({ status: 400 })
  expect(wrong.text).toContain('id="field-seal-1-problem"')
  expect(await secrecy.form(packing, packed({ 'seal-1': '' }))).toMatchObject({ status: 400 })
  expect(await secrecy.form(packing, packed())).toMatchObject({ status: 303, location: '/my/statements' })
  const waiting = await secrecy.get<{ statements: { statementId: string; payload: string }[] }>(
    `/api/exams/${examId}/statements?waiting=me`,
  )
  const { statementId, payload } = known(waiting.body.statements[0], 'a packing list to sign')
  expect(payload).toContain('第1考场')
  const made = `${packing}/${statementId}`
  expect((await secrecy.get(packing)).text).not.toContain(made)
  expect(await secrecy.form(made, {})).toMatchObject({ status: 409, code: 'statement_incomplete' })
  for (const signer of [secrecy, police, inspector]) expectDone(await signer.sign({ examId, statementId }))
  expect((await secrecy.get(packing)).text).toContain(made)
  expect(await secrecy.form(made, {})).toMatchObject({ status: 303, location: custody })
  const board = await secrecy.get(custody)
  for (const [index] of lines.entries()) expect(board.text).toContain(packageOf(index))
  expect((await secrecy.get(packing)).text).not.toContain('name="seal-0"')
})

test('two guards count the vault; the form does not say what the register expects', async () => {
  const vault = `${custody}/vault`
  await carry(
    sitting,
    'to_vault',
    lines.map((_, index) => found(packageOf(index))),
  )
  expect(await secrecy.form(vault, {})).toMatchObject({ status: 403 })
  const page = await guards[0].get(vault)
  expect(page.text).toContain(guards[1].name)
  expect(page.text).not.toContain(guards[0].accountId)
  const count = (packages: string, by = guards[0], second = guards[1]) => by.form(vault, { secondGuard: second.accountId, packages })
  expect(await count('', guards[0])).toMatchObject({ status: 400 })
  expect(await count('4', guards[0], guards[0])).toMatchObject({ status: 422, code: 'two_guards_needed' })
  expect(await sendWrong(guards[0], vault)).toEqual({ tried: ['/exams/:id/custody/vault'], lost: [] })
  const differs = await count(String(lines.length - 1))
  expect(differs).toMatchObject({ status: 409, code: 'vault_count_differs' })
  office.moveClock({ minutes: 1 })
  expect(await count(String(lines.length))).toMatchObject({ status: 303 })
  const { counts } = (await guards[1].get<{ counts: { packages: number; expected: number }[] }>(`/api/exams/${examId}/vault/counts`)).body
  expect(counts.map(({ packages, expected }) => packages - expected)).toEqual([0, -1])
  const outcomes = [...(await inspector.get(vault)).text.matchAll(/data-label="结果">(.*?)<\/td>/g)].map(([, cell = '']) =>
    cell.replace(/<[^>]*>/g, ''),
  )
  expect(outcomes).toEqual(['相符', '不符'])
  // Who counted is named still when they serve no more.
  await office.admin`update appointments set ended_at = ${office.now().toString()} where account_id = ${guards[1].accountId}`
  expect((await inspector.get(vault)).text).toContain(guards[1].name)
  // An auditor finds the pages that the interface gives them, and no form on them.
  const auditor = await office.officer('auditor')
  expect((await auditor.get(custody)).text).toContain(`href="${vault}"`)
  for (const page of [vault, `${custody}/order`]) {
    const audited = await auditor.get(page)
    expect(audited.status).toBe(200)
    expect(audited.text).not.toContain(`action="${custody}`)
  }
  await office.appoint(guards[1], 'vault_guard', { examId })
})

test('a package page shows its whole way, and gives a backup to the room whose own package was withdrawn', async () => {
  const own = await numberOf(1)
  const spare = await numberOf(sitting.seated.length)
  const page = `${custody}/packages/${spare.id}`
  expect((await examOffice.get(page)).text).toContain('没有需要启用备用试卷的考场')
  const one = `${custody}/packages/${own.id}`
  // Reporting is offered to those who may report, and to nobody who would be turned away.
  expect((await police.get(one)).text).toContain(`${one}/incidents`)
  for (const person of [examOffice, head]) expect((await person.get(one)).text).not.toContain(`${one}/incidents`)
  expectDone(await police.form(`${one}/incidents`, { number: packageOf(1), kind: 'seal_differs' }))
  expect(await sendWrong(head, one)).toEqual({ tried: ['/exams/:id/custody/packages/:id/decision'], lost: [] })
  const short = await head.form(`${one}/decision`, { number: packageOf(1), decision: 'withdrawn', reason: '不符' })
  expect(short).toMatchObject({ status: 400, code: 'malformed' })
  expect(short.text).toContain('value="不符"')
  expect(short.text).toMatch(/value="withdrawn" selected/)
  expectDone(await head.form(`${one}/decision`, { number: packageOf(1), decision: 'withdrawn', reason: '封签号与登记不符' }))
  // The inspector reads what is to be confirmed, and why; whoever only carries packages reads no reason.
  for (const shown of ['停用，改用备用卷（待纪检监察确认）', '封签号与登记不符']) expect((await inspector.get(one)).text).toContain(shown)
  expect((await police.get(one)).text).not.toContain('封签号与登记不符')
  expectDone(await inspector.form(`${one}/confirmation`, { number: packageOf(1) }))
  const assign = (by = examOffice) => by.form(`${page}/room`, { number: packageOf(sitting.seated.length), roomId: own.roomId ?? '' })
  expect(await assign(secrecy)).toMatchObject({ status: 403 })
  expect((await examOffice.get(page)).text).toContain(`value="${own.roomId}"`)
  expect(await assign()).toMatchObject({ status: 303, location: page })
  expect((await numberOf(sitting.seated.length)).roomId).toBe(own.roomId)
  expect(await assign()).toMatchObject({ status: 409, code: 'not_a_backup' })
  const way = await inspector.get(one)
  for (const shown of ['<figure', '入库', '阳泉市人事考试中心']) expect(way.text).toContain(shown)
})
