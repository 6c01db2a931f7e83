import { expect, test } from 'vitest'
import { openArrangedOffice } from '../support/arrange.ts'
import { arrangeSitting, expectDone, handsOf, makePackages, packageOf, sealOf } from '../support/arrange-sitting.ts'
import { sendWrong } from '../support/forms.ts'

const office = await openArrangedOffice()

test('a handoff goes from the form to everybody’s signature to its effect, without script but for the keys', async () => {
  const sitting = await arrangeSitting(office)
  await makePackages(sitting)
  const { examId, secrecy } = sitting
  const { giver, receiver, witnesses } = handsOf(sitting, 'to_vault')
  const path = `/exams/${examId}/custody/handoff`
  expect(await sitting.police.get(path)).toMatchObject({ status: 403, code: 'not_permitted' })
  const fromLast = await office.officer('police_escort', { examId, ownUnit: '周村区公安分局' })
  const fromFirst = await office.officer('police_escort', { examId, ownUnit: '安丘市公安局' })
  const empty = await receiver.get(`${path}?leg=to_vault`)
  expect(empty.status).toBe(200)
  for (const shown of [packageOf(0), packageOf(3), giver.name, witnesses[0]?.name ?? '', sitting.police.name])
    expect(empty.text).toContain(shown)
  expect(empty.text).toContain(fromLast.name)
  expect(empty.text.indexOf(fromFirst.name)).toBeLessThan(empty.text.indexOf(fromLast.name))
  const fields = {
    leg: 'to_vault',
    giver: giver.accountId,
    witnesses: witnesses.map(({ accountId }) => accountId),
    number: [packageOf(0), packageOf(1)],
    [`seal-${packageOf(0)}`]: sealOf(packageOf(0)),
    [`papers-${packageOf(0)}`]: '3',
    [`cards-${packageOf(0)}`]: '3',
  }
  const lonely = await receiver.form(path, { ...fields, witnesses: [sitting.police.accountId] })
  expect(lonely).toMatchObject({ status: 422, code: 'witness_missing' })
  expect(lonely.text).toContain(sealOf(packageOf(0)))
  expect(await sendWrong(receiver, `${path}?leg=to_vault`)).toEqual({ tried: ['/exams/:id/custody/handoff'], lost: [] })
  expect(await receiver.form(path, fields)).toMatchObject({ status: 303, location: '/my/statements' })
  const waiting = await secrecy.get<{ statements: { statementId: string }[] }>(`/api/exams/${examId}/statements?waiting=me`)
  const statementId = waiting.body.statements[0]?.statementId ?? ''
  expect((await receiver.get(path)).text).not.toContain(`/custody/handoffs/${statementId}`)
  for (const signer of [giver, receiver, ...witnesses]) expectDone(await signer.sign({ examId, statementId }))
  expect((await receiver.get(path)).text).toContain(`/custody/handoffs/${statementId}`)
  expect((await receiver.form(`/exams/${examId}/custody/handoffs/${statementId}`, {})).status).toBe(303)
  const [row] = await office.admin<{ state: string }[]>`select state from packages where number = ${packageOf(0)}`
  expect(row?.state).toBe('in_vault')
})
