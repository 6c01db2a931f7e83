import { type Context, Hono } from 'hono'
import { raw } from 'hono/html'
import { keptForGood } from '../foundation/keep.ts'
import type { Problem } from '../http/answer.ts'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { readForm, underItsKey } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { malformed } from '../http/malformed.ts'
import { sharedPage } from '../http/shared-page.ts'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button, ButtonLink } from '../web/components/button.tsx'
import { Card, CardList, Section } from '../web/components/card.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { Field, TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Countdown, Notice } from '../web/components/notice.tsx'
import { Digest, Proof } from '../web/components/proof.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { Time } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { RaiseObjection, raiseObjection } from './raise-objection.ts'
import { LookUpObjection, lookUpObjection, type Phones, publicList, publicLists, ReadList, ReadLists } from './read-publicity.ts'
import { publicityRefusals } from './refusals.ts'
import { columnNames, findingNames, kindNames, publicityWords as words } from './words.ts'

const list = '/public/exams/:examId/publicity/:publicationId'

/** What anyone may open: the lists of an exam, each list with its proof, the objection form, and what became of an objection. */
export function publicPublicityPages() {
  return new Hono<Env>()
    .get('/public/exams/:examId/publicity', (c) => sharedPage(c, () => listsPage(c)))
    .get('/public/objections', (c) => lookUpPage(c))
    .get(list, (c) => listPage(c))
    .get(`${list}/list.json`, (c) => download(c))
    .post(`${list}/objections`, (c) => object(c))
}

const instant = (text: string) => Temporal.Instant.from(text)

async function listsPage(c: Context<Env>) {
  const parsed = ReadLists.safeParse(c.req.param())
  if (!parsed.success) return c.notFound()
  const { examId } = parsed.data
  const found = await publicLists(c.get('deps'), parsed.data)
  if (!found.ok) return c.notFound()
  const shown = view(c)
  const { t } = shown
  return show(
    c,
    {
      kind: 'public',
      title: words.publicLists,
      lead: words.publicLead,
      exam: { id: examId, title: found.value.title, stage: 'selection' },
      back: { label: words.notice, href: `/public/exams/${examId}` },
    },
    <>
      {found.value.lists.length === 0 && <Empty title={t(words.nothingPublic)} />}
      <CardList>
        {found.value.lists.map((one) => (
          <Card
            level={2}
            title={t(kindNames[one.kind])}
            href={`/public/exams/${examId}/publicity/${one.publicationId}`}
            state={<Running view={shown} closesAt={one.closesAt} />}
          >
            <p>
              {t(words.version, { n: one.version })} · {t(words.until)} <Time view={shown} at={instant(one.closesAt)} />
            </p>
            {one.reason && <p>{t(words.corrects, { reason: one.reason })}</p>}
          </Card>
        ))}
      </CardList>
      <PhoneLines view={shown} phones={found.value.phones} />
      <ButtonLink href="/public/objections">{t(words.lookUp)}</ButtonLink>
    </>,
  )
}

const Running = ({ view: { now, t }, closesAt }: { view: View; closesAt: string }) =>
  Temporal.Instant.compare(now, instant(closesAt)) < 0 ? (
    <State kind="info">{t({ zh: '公示中', en: 'Period running' })}</State>
  ) : (
    <State kind="quiet">{t({ zh: '公示期满', en: 'Period over' })}</State>
  )

/** Regulation: 《事业单位公开招聘工作管理制度》第三十六条 (R-RC-43): both telephone numbers stand on every public list. */
const PhoneLines = ({ view: { t }, phones }: { view: View; phones: Phones }) => (
  <Section title={t(words.phones)}>
    <Facts
      facts={[
        [t(words.advice), phones.advice ?? '—'],
        [t(words.complaint), phones.complaint ?? '—'],
      ]}
    />
  </Section>
)

type Shown = Extract<Awaited<ReturnType<typeof publicList>>, { readonly ok: true }>['value']
const writtenList = keptForGood<string>('published list as a table')

/** The rows as they are shown, written once: the list of a whole exam takes seconds to write, and never changes. */
function listTable(c: Context<Env>, value: Shown): Promise<string> {
  const shown = view(c)
  const { t } = shown
  return c.get('deps').keep(writtenList, `${value.publicationId} ${shown.locale}`, shown.now, async () => {
    const written = (
      <Table
        view={shown}
        caption={t(kindNames[value.kind])}
        stacked
        columns={value.columns.map((column) => ({
          key: column,
          head: t(columnNames[column]),
          names: column === 'ticket',
          numeric: /^(written|interview|practical|score|total|rank|plan)$/.test(column),
          cell: (row: (typeof value.rows)[number]) => row[column] ?? '',
        }))}
        rows={value.rows}
      />
    )
    return String(await written.toString())
  })
}

async function listPage(c: Context<Env>) {
  const parsed = ReadList.safeParse(c.req.param())
  if (!parsed.success) return c.notFound()
  const found = await publicList(c.get('deps'), parsed.data)
  if (!found.ok) return c.notFound()
  const { value } = found
  const shown = view(c)
  const { t } = shown
  const path = `/public/exams/${parsed.data.examId}/publicity`
  const newest = value.newest === value.publicationId
  const running = newest && Temporal.Instant.compare(shown.now, instant(value.closesAt)) < 0
  const problems = shownProblems(c.get('problem'))
  const rows = await listTable(c, value)
  return show(
    c,
    { kind: 'public', title: kindNames[value.kind], back: { label: words.publicLists, href: path } },
    <>
      <p>
        <strong>{value.title}</strong> · {t(words.version, { n: value.version })}
      </p>
      {!newest && (
        <Notice kind="attention" title={t(words.corrected)}>
          <a href={`${path}/${value.newest}`}>{t(words.newest)}</a>
        </Notice>
      )}
      {value.reason && <Notice kind="info" title={t(words.corrects, { reason: value.reason })} />}
      <Countdown view={shown} until={instant(value.closesAt)} label={t(words.until)} />
      {raw(rows)}
      <PhoneLines view={shown} phones={value.phones} />
      {running && (
        <Section title={t(words.object)} id="object">
          <p>{t(words.objectLead)}</p>
          <Form action={`${path}/${value.publicationId}/objections`} idempotencyKey={formKey(c)} label={t(words.object)}>
            <Field view={shown} name="concerns" label={t(words.concerns)} hint={t(words.concernsHint)} optional problems={problems} />
            <TextArea view={shown} name="statement" label={t(words.statement)} maxlength={4000} rows={6} problems={problems} />
            <Field view={shown} name="contact" label={t(words.contact)} hint={t(words.contactHint)} optional problems={problems} />
            <Button>{t(words.send)}</Button>
          </Form>
        </Section>
      )}
      <Proof
        view={shown}
        title={t(words.proof)}
        items={[
          { label: t(words.openedAt), value: <Time view={shown} at={instant(value.openedAt)} relative={false} /> },
          { label: t(words.hash), value: <Digest>{value.snapshotHash}</Digest> },
          { label: t(words.file), value: t(words.fileNote), download: `${path}/${value.publicationId}/list.json` },
        ]}
      />
    </>,
  )
}

/** The exact text whose hash is shown: not one byte of it is made anew. */
async function download(c: Context<Env>) {
  const parsed = ReadList.safeParse(c.req.param())
  const found = parsed.success ? await publicList(c.get('deps'), parsed.data) : undefined
  if (!found?.ok) return c.notFound()
  const { snapshot, kind, version } = found.value
  return c.body(snapshot, 200, {
    'content-type': 'application/json',
    'content-disposition': `attachment; filename="${kind}-v${version}.json"`,
  })
}

/** Anyone may send it, so no session is asked for; a signed-in person's key makes two clicks one objection. */
async function object(c: Context<Env>) {
  const locale = c.get('locale')
  const form = await readForm(c, 64 * 1024)
  const refusedWith = (problem: Problem, kept?: FormFields) => {
    c.set('problem', problem)
    if (kept) c.set('sent', kept)
    c.status(problem.status)
    return listPage(c)
  }
  if (form === 'body_too_large') return refusedWith(problemOf({}, 'body_too_large', locale))
  const command = RaiseObjection.safeParse({
    ...c.req.param(),
    concerns: form.text('concerns'),
    statement: form.text('statement'),
    contact: form.text('contact'),
  })
  if (!command.success) return refusedWith(malformed(command.error, locale), form)
  const caller = c.get('caller')
  const raised = await raiseObjection(c.get('deps'), command.data, caller && underItsKey(caller, form))
  if (!raised.ok) return refusedWith(problemOf(publicityRefusals, raised.refusal, locale, raised.facts), form)
  const shown = view(c)
  const { t } = shown
  return show(
    c,
    { kind: 'public', title: words.received },
    <>
      <Notice kind="good" title={t(words.received)}>
        <p>{t(words.keepNumber)}</p>
      </Notice>
      <Facts
        facts={[
          [t(words.number), <strong class="number">{raised.value.number}</strong>],
          [t(words.dueAt), <Time view={shown} at={instant(raised.value.dueAt)} />],
        ]}
      />
      <ButtonLink href={`/public/objections?number=${raised.value.number}`}>{t(words.lookUp)}</ButtonLink>
    </>,
  )
}

async function lookUpPage(c: Context<Env>) {
  const shown = view(c)
  const { t } = shown
  const number = c.req.query('number')?.trim().toUpperCase()
  const parsed = LookUpObjection.safeParse({ number })
  const found = parsed.success ? await lookUpObjection(c.get('deps'), parsed.data) : undefined
  const missed = number !== undefined && number !== '' && !found?.ok
  const problem = missed ? problemOf(publicityRefusals, 'objection_unknown', c.get('locale')) : undefined
  if (problem) {
    c.set('problem', problem)
    c.status(404)
  }
  return show(
    c,
    { kind: 'public', title: words.lookUp },
    <>
      <Form action="/public/objections" method="get" inline label={t(words.lookUp)}>
        <Field view={shown} name="number" label={t(words.number)} value={number} maxlength={14} />
        <Button>{t(words.lookUpButton)}</Button>
      </Form>
      {found?.ok && (
        <Facts
          facts={[
            [t(words.list), t(kindNames[found.value.kind])],
            [t(words.state), <State kind={found.value.state === 'open' ? 'waiting' : 'info'}>{t(findingNames[found.value.state])}</State>],
            [t(words.raisedAt), <Time view={shown} at={instant(found.value.raisedAt)} />],
            [t(words.dueAt), <Time view={shown} at={instant(found.value.dueAt)} />],
            ...(found.value.decidedAt ? [[t(words.decidedAt), <Time view={shown} at={instant(found.value.decidedAt)} />] as const] : []),
          ]}
        />
      )}
    </>,
  )
}
