import { expect, test } from 'vitest'
import { Family } from '../../foundation/family.ts'
import { legNames, legsOf } from './legs.ts'

test.each(Family.options)('%s: each leg starts where the one before ended, so that a package always has one holder', (family) => {
  const legs = legsOf(family)
  expect(legs.map(({ name }) => name)).toEqual([...legNames])
  for (const [index, leg] of legs.slice(1).entries()) expect(leg.from).toContain(legs[index]?.to)
})
test.each(Family.options)('%s: police and discipline inspection watch every transport (R-RC-12, B-18)', (family) => {
  for (const leg of legsOf(family).filter(({ name }) => ['to_vault', 'from_vault', 'to_site', 'to_marking'].includes(name)))
    expect(leg.witnesses).toEqual(expect.arrayContaining(['police_escort', 'discipline_inspector']))
})
test('no leg is signed by fewer than two people, and none into or out of the vault by fewer than two guards (B-49)', () => {
  for (const leg of legsOf('RC')) expect(new Set([leg.giver, leg.receiver, ...leg.witnesses]).size).toBeGreaterThanOrEqual(2)
  for (const leg of legsOf('RC').filter(({ name }) => name === 'to_vault' || name === 'from_vault'))
    expect([leg.giver, leg.receiver, ...leg.witnesses].filter((role) => role === 'vault_guard')).toHaveLength(2)
})
