import { expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { sessionCookie } from '../../src/http/requests.ts'
import { rememberCandidates } from '../../src/identity/remembered-candidates.ts'
import { clientOf } from '../../src/rehearsal/client.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { openOffice } from '../support/office.ts'

/** Two processes of one service: each remembers candidates for itself, and what one does the other must know at once where it matters. */
const office = await openOffice()
const assets = await loadAssets()
const { origin } = office.authority
const processes = [1, 2].map(() => {
  const app = createApp({ authorities: [office.authority], depsFor: () => office.deps, assets, identify: rememberCandidates(3) })
  return (token: string) =>
    clientOf(async (path, init) => app.request(new URL(path, origin).href, init), {
      origin,
      cookie: async () => `${sessionCookie(origin)}=${token}`,
    })
})
const [one, other] = processes
if (!one || !other) throw new Error('two processes were asked for')

test('who signed out at one process changes nothing more at the other', async () => {
  const candidate = await office.candidate()
  const token = await office.sessionToken(candidate.accountId)
  // The other process has just looked the session up.
  expect((await other(token).get('/my')).status).toBe(200)
  expect((await one(token).form('/sign-out', {})).status).toBe(303)
  expect((await other(token).get('/my')).status).toBe(200)
  expect((await other(token).put('/api/my/password', {})).status).toBe(401)
  // And that question made the other one forget them.
  expect((await other(token).get('/my')).status).toBe(303)
})

test('who signed out at one process reads at the other for three seconds at most', async () => {
  const candidate = await office.candidate()
  const token = await office.sessionToken(candidate.accountId)
  expect((await other(token).get('/my')).status).toBe(200)
  expect((await one(token).form('/sign-out', {})).status).toBe(303)
  office.moveClock({ seconds: 3 })
  expect((await other(token).get('/my')).status).toBe(303)
})
