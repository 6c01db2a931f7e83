import { expect, test } from 'vitest'
import { openArrangedOffice } from '../support/arrange.ts'
import { arrangeSitting, atQuarterToNine, carry, found, handsOf, makePackages, packageOf, roomAt } from '../support/arrange-sitting.ts'

const office = await openArrangedOffice()
const sitting = await arrangeSitting(office)
const { examId } = sitting

type Board = {
  packages: { id: string; number: string; state: string; holder: string; holderRole: string; sequence: number; papers: number }[]
}
const board = async () => (await sitting.secrecy.get<Board>(`/api/exams/${examId}/packages`)).body.packages

test('a package passes through all hands, each change signed by everyone of its leg, and half a year later it is destroyed', async () => {
  await makePackages(sitting)
  const number = packageOf(0)
  const before = ['to_vault', 'from_vault', 'to_site', 'to_room'] as const
  for (const leg of before) expect(await carry(sitting, leg, [found(number)])).toEqual({ agreed: [number], frozen: [] })
  atQuarterToNine(office)
  expect(await carry(sitting, 'open', [found(number)])).toEqual({ agreed: [number], frozen: [] })
  expect(await carry(sitting, 'return', [found(number, 'return', 1)])).toEqual({ agreed: [number], frozen: [] })
  expect(await carry(sitting, 'to_marking', [found(number, 'to_marking')])).toEqual({ agreed: [number], frozen: [] })
  office.moveClock({ months: 7 })
  expect(await carry(sitting, 'destroy', [found(number, 'destroy')])).toEqual({ agreed: [number], frozen: [] })
  expect(await board()).toMatchObject([
    { number, state: 'destroyed', sequence: 8, holder: sitting.guards[0].accountId, holderRole: 'vault_guard' },
    { number: packageOf(1), state: 'sealed', sequence: 0, holder: sitting.secrecy.accountId },
    { number: packageOf(2), state: 'sealed', holderRole: 'secrecy_officer' },
    { number: packageOf(3), state: 'sealed' },
  ])
  const id = (await board())[0]?.id
  const chain = await sitting.secrecy.get<{ links: { leg: string; statementHash: string; previousHash: string; signedAt: string }[] }>(
    `/api/exams/${examId}/packages/${id}/chain`,
  )
  const { links } = chain.body
  expect(links.map(({ leg }) => leg)).toEqual([...before, 'open', 'return', 'to_marking', 'destroy'])
  expect(links.slice(1).map(({ previousHash }) => previousHash)).toEqual(links.slice(0, -1).map(({ statementHash }) => statementHash))
  const signed = await office.logged('handoff_signed')
  expect(signed).toHaveLength(8)
  expect(signed[4]).toMatchObject({
    outcome: 'accepted',
    detail: { leg: 'open', agreed: [number], frozen: [], statement: links[4]?.statementHash },
  })
  expect(handsOf(sitting, 'open', roomAt(sitting)).witnesses).toHaveLength(2)
})
