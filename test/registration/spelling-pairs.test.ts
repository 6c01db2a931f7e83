import { afterAll, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { bindDeps } from '../../src/bind-deps.ts'
import { openOffice } from '../support/office.ts'
import { enterContestants, openRace } from '../support/place-races.ts'
import { judgePairs, runPairs, spellingPairs } from '../support/spelling-pairs.ts'

/** The short form of `npm run bench -- spelling-pairs`: the exam is written by SQL, and nobody approved it. */
const office = await openOffice({ checked: false })
const { admin, authority, deps } = office
const second = connect(office.url)
afterAll(second.close)
const { keyring, files, logger, clock } = deps
/** In one process, with queues and connections of their own. */
const services = [deps, bindDeps({ database: second, keyring, files, logger, clock, rehearsal: false }, authority)]

test('R-SYS-19: the same person twice at once, written in two ways, at two services, is one application', async () => {
  const where = await openRace(admin, office.now(), await enterContestants(deps, 1), 1000)
  const pairs = spellingPairs(72)
  expect(pairs.filter(([one, two]) => one === two)).toEqual([])
  expect(await judgePairs(admin, where, await runPairs(services, where, pairs))).toEqual([])
})
