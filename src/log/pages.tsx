import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { problemOf } from '../http/answer.ts'
import { sendProblem } from '../http/endpoint.ts'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { show, view } from '../http/show.tsx'
import { EntryFacts, LogEntries, LogHead, ServerFindings, VerifyHere, WaysToVerify } from './log-parts.tsx'
import { proofFile, publishedCheckpoint } from './proofs.ts'
import { entriesPage, publishedEntry } from './published-entries.ts'
import { type LogRefusal, logRefusals } from './refusals.ts'
import { parseTilePath, readTile } from './tiles.ts'
import { verifyLog } from './verify-log.ts'
import { words } from './words.ts'

const perPage = 50
/** A page for anybody must not cost more than this; an officer waits for longer logs. */
const mostForAnyone = 5_000
const mostForOfficers = 500_000

const index = z.coerce.number().int().nonnegative()
const back = { label: words.backToLog, href: '/log' }

export function logPages() {
  return new Hono<Env>()
    .get('/log', (c) => theLog(c))
    .get('/log/verify', (c) => verification(c))
    .get('/log/checkpoint', async (c) => {
      const found = await publishedCheckpoint(c.get('deps'))
      return found.ok ? plainText(c, found.value.note, 'no-store') : refuseText(c, found.refusal)
    })
    .get('/log/tile/*', async (c) => {
      const tile = parseTilePath(c.req.path.slice('/log/tile/'.length))
      const found = tile ? await readTile(c.get('deps'), tile) : undefined
      if (!found?.ok) return refuseText(c, found ? found.refusal : 'tile_unknown')
      return c.body(Uint8Array.from(found.value).buffer, 200, {
        'content-type': 'application/octet-stream',
        'cache-control': 'public, max-age=31536000, immutable',
      })
    })
    .get('/log/entries/:index', (c) => entryPage(c))
    .get('/log/entries/:index/proof', async (c) => {
      const at = index.safeParse(c.req.param('index'))
      const found = at.success ? await proofFile(c.get('deps'), at.data) : undefined
      if (!found?.ok) return refuseText(c, found ? found.refusal : 'entry_unknown')
      c.header('content-disposition', `attachment; filename="${at.data}.tlog-proof"`)
      return plainText(c, found.value, 'no-store')
    })
}

async function theLog(c: Context<Env>) {
  const { authority, keyring } = c.get('deps')
  const { exam, event, below } = c.req.query()
  const asked = {
    // What cannot be an exam's number matches nothing, and is said so by an empty list.
    examId: exam ? (z.uuid().safeParse(exam).data ?? '00000000-0000-0000-0000-000000000000') : undefined,
    eventName: event || undefined,
  }
  const page = await entriesPage(c.get('deps'), index.safeParse(below).data, perPage, asked)
  const last = page.entries.at(-1)
  const older = new URLSearchParams({ ...(exam ? { exam } : {}), ...(event ? { event } : {}), below: String(last?.index ?? 0) })
  const shownView = view(c)
  return show(
    c,
    { kind: 'public', title: words.title, lead: words.lead },
    <>
      <LogHead view={shownView} newest={page.newest} authority={authority} keyring={keyring} />
      <LogEntries view={shownView} entries={page.entries} values={{ exam, event }} older={page.more ? `/log?${older}` : undefined} />
      <WaysToVerify view={shownView} />
    </>,
  )
}

async function entryPage(c: Context<Env>) {
  const at = index.safeParse(c.req.param('index'))
  const found = at.success ? await publishedEntry(c.get('deps'), at.data) : undefined
  if (!found?.ok) {
    c.set('problem', problemOf(logRefusals, found ? found.refusal : 'entry_unknown', c.get('locale')))
    return problemPage(c)
  }
  const n = found.value.index
  const title = { zh: words.entry.zh.replace('{n}', String(n)), en: words.entry.en.replace('{n}', String(n)) }
  return show(c, { kind: 'public', title, back }, <EntryFacts view={view(c)} entry={found.value} />)
}

async function verification(c: Context<Env>) {
  const deps = c.get('deps')
  const newest = await publishedCheckpoint(deps)
  const size = newest.ok ? newest.value.size : 0
  const most = c.get('caller')?.kind === 'officer' ? mostForOfficers : mostForAnyone
  const report = size <= most ? await verifyLog(deps) : undefined
  const shownView = view(c)
  return show(
    c,
    { kind: 'public', title: words.verify, lead: words.verifyLead, back, script: 'log-verify-log' },
    <>
      <LogHead view={shownView} newest={newest.ok ? newest.value : undefined} authority={deps.authority} keyring={deps.keyring} />
      <VerifyHere view={shownView} />
      <ServerFindings view={shownView} size={size} report={report} />
    </>,
  )
}

const plainText = (c: Context<Env>, text: string, caching: string) =>
  c.body(text, 200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': caching })

const refuseText = (c: Context<Env>, refusal: LogRefusal) => sendProblem(c, problemOf(logRefusals, refusal, c.get('locale')))
