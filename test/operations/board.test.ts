import { describe, expect, test } from 'vitest'
import { openMetrics } from '../../src/operations/metrics.ts'
import { countsBetween } from '../../src/operations/records.ts'
import { writeCounts } from '../../src/operations/write-counts.ts'
import { north, south } from '../support/authorities.ts'
import { openOffice } from '../support/office.ts'

const office = await openOffice()
const clerk = await office.officer('exam_office')

/** One more process of the service: its counters, and its job as often as it is called. */
function anotherProcess(state = { working: 0, standing: 0 }) {
  const metrics = openMetrics({ authorities: [north, south], connections: 1, state: () => state })
  const of = (authority: typeof north) => ({ ...(authority === south ? office.southDeps : office.deps), meter: metrics.meterOf(authority) })
  const deps = of(north)
  return {
    ...metrics,
    submits: (outcome: string, times: number) => {
      for (let n = 0; n < times; n += 1) deps.meter.acted('application_submitted', outcome)
    },
    deps,
    southDeps: of(south),
    write: () => writeCounts(deps),
  }
}
type Board = {
  readonly processes: number
  readonly now: Readonly<Record<string, number>>
  readonly points: readonly Readonly<Record<string, number | string>>[]
  readonly submissions: readonly { readonly name: string; readonly count: number }[]
  readonly turnedAway: readonly { readonly name: string; readonly count: number }[]
}
const board = async () => (await clerk.get<Board>('/api/board')).body

/** To the beginning of five seconds. */
let minute = 0
const freshStart = () => {
  minute += 10
  office.moveClock(Temporal.Instant.from('2026-03-02T09:00:00+08:00').add({ minutes: minute }).toString())
}

describe('the board', () => {
  test('adds up what all processes counted in the same five seconds', async () => {
    freshStart()
    const [one, other] = [anotherProcess({ working: 3, standing: 20 }), anotherProcess({ working: 4, standing: 30.4 })]
    await Promise.all([one.write(), other.write()])
    one.submits('accepted', 60)
    one.submits('already_applied', 5)
    other.submits('accepted', 40)
    other.deps.meter.batch('application_submitted', 7, 12)
    for (let n = 0; n < 50; n += 1) one.front.admitted(north.host, 'submit')
    for (let n = 0; n < 20; n += 1) other.front.turnedAway(north.host, 'browse', 'rate')
    office.moveClock({ seconds: 5 })
    await Promise.all([one.write(), other.write()])
    office.moveClock({ seconds: 2 })
    const shown = await board()
    expect(shown).toMatchObject({
      processes: 2,
      points: expect.arrayContaining([expect.objectContaining({ accepted: 20, refused: 1, admitted: 10, turnedAway: 4 })]),
      submissions: [
        { name: 'accepted', count: 100 },
        { name: 'already_applied', count: 5 },
      ],
      turnedAway: [{ name: 'rate browse', count: 20 }],
    })
    // Of the last ten seconds, half of which were before anything was counted.
    expect(shown.now).toEqual({ accepted: 10, refused: 0.5, admitted: 5, turnedAway: 2, waiting: 12, working: 4, standingMilliseconds: 30 })
    expect(shown.points).toHaveLength(60)
  })
  test('shows five minutes, the last of them whole, and forgets after an hour', async () => {
    freshStart()
    const one = anotherProcess()
    await one.write()
    one.submits('accepted', 5)
    office.moveClock({ seconds: 5 })
    await one.write()
    expect((await board()).submissions).toEqual([])
    office.moveClock({ seconds: 2 })
    expect((await board()).submissions).toEqual([{ name: 'accepted', count: 5 }])
    office.moveClock({ minutes: 5 })
    expect((await board()).submissions).toEqual([])
    const rows = async () => (await office.admin`select from work_counts`).length
    expect(await rows()).toBeGreaterThan(0)
    office.moveClock({ hours: 1 })
    await one.write()
    expect(await rows()).toBe(0)
  })
  test('counts nothing twice, however often the job comes by, and nothing of the other authority', async () => {
    freshStart()
    const one = anotherProcess()
    await one.write()
    await writeCounts(one.southDeps)
    one.submits('accepted', 10)
    one.front.admitted(south.host, 'submit')
    for (let n = 0; n < 3; n += 1) await one.write()
    office.moveClock({ seconds: 5 })
    for (let n = 0; n < 3; n += 1) await one.write()
    await writeCounts(one.southDeps)
    office.moveClock({ seconds: 2 })
    expect(await board()).toMatchObject({ submissions: [{ name: 'accepted', count: 10 }], now: { admitted: 0 } })
    const seen = await office.southDeps.within('office', (tx) => countsBetween(tx, office.now().subtract({ minutes: 1 }), office.now()))
    expect(seen.map(({ submissions, admitted }) => ({ submissions, admitted }))).toEqual([{ submissions: {}, admitted: { submit: 1 } }])
  })
})

describe('who may look', () => {
  test.each([
    'administrator',
    'security_administrator',
    'auditor',
    'exam_office',
    'section_head',
    'deputy_director',
    'centre_director',
  ] as const)('%s', async (role) => {
    expect((await (await office.officer(role)).get('/board')).status).toBe(200)
  })
  test.each(['marker', 'invigilator', 'reviewer', 'certificate_clerk'] as const)('not a %s', async (role) => {
    expect((await (await office.officer(role)).get('/board')).status).toBe(403)
  })
  test('no candidate and nobody from outside', async () => {
    expect((await (await office.candidate()).get('/api/board')).status).toBe(403)
    expect((await office.anyone.get('/api/board')).status).toBe(401)
    expect((await office.anyone.get('/board')).location).toBe('/sign-in?to=%2Fboard')
  })
  test('the desk leads there', async () => {
    expect((await clerk.get('/')).text).toContain('href="/board"')
    expect((await (await office.officer('marker')).get('/')).text).not.toContain('href="/board"')
  })
})

describe('the page', () => {
  test('renews itself without scripts, for half an hour after somebody last opened it', async () => {
    freshStart()
    const { text } = await clerk.get('/board')
    const [, again = ''] = /<noscript><meta http-equiv="refresh" content="10;url=(\/board\?since=\d+)"/.exec(text) ?? []
    expect(again).not.toBe('')
    office.moveClock({ minutes: 29 })
    expect((await clerk.get(again)).text).toContain(`url=${again}`)
    office.moveClock({ minutes: 1 })
    const tired = (await clerk.get(again)).text
    expect(tired).not.toContain('http-equiv="refresh"')
    expect(tired).not.toContain('operations-board')
    expect(tired).toContain('已暂停更新')
  })
  test('a time to come keeps nobody signed in for longer', async () => {
    freshStart()
    const { text } = await clerk.get('/board?since=99999999999')
    expect(text).toContain(`since=${Math.floor(office.now().epochMilliseconds / 1000)}`)
  })
  test('can be held still', async () => {
    expect((await clerk.get('/board?still=1')).text).not.toContain('http-equiv="refresh"')
  })
  test('names refusals as the candidate reads them, in both languages', async () => {
    freshStart()
    const one = anotherProcess()
    await one.write()
    one.submits('window_closed', 3)
    one.submits('failed', 1)
    one.front.turnedAway(north.host, 'sign_in', 'at_once')
    office.moveClock({ seconds: 5 })
    await one.write()
    office.moveClock({ seconds: 2 })
    const { text } = await clerk.get('/board')
    for (const said of ['报名已截止', '系统错误，未生效', '登录与注册', '同时处理数已满']) expect(text).toContain(said)
    expect((await clerk.get('/board?lang=en')).text).toContain('Registration has closed')
  })
})
