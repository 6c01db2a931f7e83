import { type Context, Hono } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { ExamTabs } from '../exam/exam-tabs.tsx'
import { namedOfficers } from '../exam/named-officers.ts'
import type { AccountId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { formTargets } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { show, view } from '../http/show.tsx'
import { officerNames } from '../identity/read-people.ts'
import { DeclareRecusal, declareRecusal, overseesRecusals } from './declare-recusal.ts'
import { BanForm, BanTable, RecordForm, RecusalForm, RecusalTable, ViolationTable } from './parts.tsx'
import { DecideBan, decideBan, ProposeBan, proposeBan } from './propose-ban.ts'
import { ownRecusals, readConduct } from './read-conduct.ts'
import { DecideViolation, decideViolationCase, RecordViolation, recordViolation } from './record-violation.ts'
import { conductRefusals } from './refusals.ts'
import { violationPage } from './violation-page.tsx'
import { conductWords as words } from './words.ts'

const home = '/exams/:examId/conduct'
const violation = `${home}/violations/:violationId`
const homeOf = (c: Context<Env>) => `/exams/${c.req.param('examId')}/conduct`

export function conductPages() {
  // Two forms of one page ask for an identity number, each under a name of its own.
  const onForm = (person?: string) =>
    formTargets(conductRefusals, {
      to: homeOf,
      again: conduct,
      fieldOf: (path) => (path === 'idNumber' ? person : path === 'accountId' && person === 'offender' ? 'staff' : undefined),
    })
  const onHome = onForm()
  const onViolation = formTargets(conductRefusals, {
    to: (c) => `${homeOf(c)}/violations/${c.req.param('violationId')}`,
    again: violationPage,
  })
  return new Hono<Env>()
    .get(home, (c) => conduct(c))
    .get(violation, (c) => violationPage(c))
    .post(
      `${home}/violations`,
      onForm('offender')(RecordViolation, recordViolation, (form) => ({
        idNumber: form.text('offender'),
        accountId: form.text('staff'),
        kind: form.text('kind'),
        facts: form.text('facts'),
        stage: form.text('stage'),
      })),
    )
    .post(
      `${violation}/decision`,
      onViolation(DecideViolation, decideViolationCase, (form) => ({
        confirmed: form.text('confirmed') === 'yes',
        consequence: form.text('consequence'),
        finding: form.text('finding'),
      })),
    )
    .post(
      `${home}/bans`,
      onForm('banned')(ProposeBan, proposeBan, (form) => ({
        idNumber: form.text('banned'),
        scope: form.text('scope'),
        breach: form.text('breach'),
        document: form.text('document'),
        startsOn: form.text('startsOn'),
        endsOn: form.text('endsOn'),
      })),
    )
    .post(
      `${home}/bans/:banId/decision`,
      onHome(DecideBan, decideBan, (form) => ({ decision: form.text('decision') })),
    )
    .post(
      `${home}/recusals`,
      onHome(DeclareRecusal, declareRecusal, (form) => ({
        accountId: form.text('accountId'),
        relation: form.text('relation'),
        relativeIdNumber: form.text('relativeIdNumber'),
        unit: form.text('unit'),
      })),
    )
}

/** The register for those who keep it, and for everybody who serves their own recusal. */
async function conduct(c: Context<Env>): Promise<Response> {
  const caller = c.get('caller')
  const deps = c.get('deps')
  const exam = await examOf(c)
  if (!exam || !caller) return problemPage(c)
  const opens = (route: string) => c.get('opens')(route, exam.id)
  const records = opens('POST /exams/:examId/conduct/violations')
  const forOthers = overseesRecusals(caller, exam.id)
  const v = view(c)
  const register = opens('GET /api/exams/:examId/conduct') ? await readConduct(deps, caller, { examId: exam.id }) : undefined
  const staff = records || forOthers ? await namedOfficers(deps, exam.id) : []
  const own = register ? [] : await ownRecusals(deps, caller, exam.id)
  const named = register ? [...register.value.violations, ...register.value.recusals].flatMap(({ accountId }) => accountId ?? []) : []
  const names = await officerNames(deps, caller, named, exam.id)
  const nameOf = (accountId: AccountId) => (accountId === caller.accountId ? caller.name : (names.get(accountId) ?? '–'))
  const part = { c, home: homeOf(c), staff, nameOf }
  return show(
    c,
    { kind: 'officer', title: words.title, lead: words.lead, exam: { id: exam.id, title: exam.title, stage: 'exam' } },
    <>
      <ExamTabs view={v} opens={c.get('opens')} examId={exam.id} current="conduct" />
      {register && (
        <ViolationTable {...part} rows={register.value.violations} open={opens('GET /exams/:examId/conduct/violations/:violationId')} />
      )}
      {records && <RecordForm {...part} />}
      {register && <BanTable {...part} rows={register.value.bans} decide={opens('POST /exams/:examId/conduct/bans/:banId/decision')} />}
      {opens('POST /exams/:examId/conduct/bans') && <BanForm {...part} />}
      <RecusalTable {...part} rows={register ? register.value.recusals : own} title={v.t(words.recusals)} />
      {opens('POST /exams/:examId/conduct/recusals') && <RecusalForm {...part} forOthers={forOthers} />}
    </>,
  )
}
