import { afterAll, expect, test } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { connect } from '../../db/connect.ts'
import { bindDeps } from '../../src/bind-deps.ts'
import { openOffice } from '../support/office.ts'
import { aboutRegistration, enterContestants, judgeRace, openRace, runRace } from '../support/place-races.ts'

/** The short form of `npm run bench -- capacity`: the exams are written by SQL, and nobody approved them. */
const office = await openOffice({ checked: false })
const { admin, authority, deps, ownerUrl } = office
const second = connect(office.url)
afterAll(second.close)
const { keyring, files, logger, clock } = deps
/** In one process, with queues and connections of their own. */
const services = [deps, bindDeps({ database: second, keyring, files, logger, clock, rehearsal: false }, authority)]

test.each([
  { races: 5, clients: 60, places: 20, because: 'three for each place' },
  { races: 2, clients: 40, places: 40, because: 'as many as there are places' },
  { races: 2, clients: 30, places: 1, because: 'one place' },
])('two services race, $because: nobody too many, and no place left while somebody is refused', async ({ races, clients, places }) => {
  const contestants = await enterContestants(deps, clients, 1000 * clients)
  for (let run = 0; run < races; run++) {
    const race = await openRace(admin, office.now(), contestants, places)
    const outcome = await runRace(services, race, contestants)
    expect([outcome.accepted.length, outcome.full, outcome.repeated]).toEqual([places, clients - places, 0])
    expect(await judgeRace(admin, race, places, outcome)).toEqual({ overbooked: 0, lostPlaces: 0, faults: [] })
  }
  const { broken } = await checkExam(ownerUrl, authority)
  expect(broken.map(({ invariant }) => invariant).filter((sentence) => aboutRegistration.test(sentence))).toEqual([])
})
