import type { Context } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { CertificateId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button, ButtonLink } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Select } from '../web/components/choice.tsx'
import { Facts } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Time } from '../web/format.tsx'
import { CertificateStateMark } from './board-parts.tsx'
import { readBoard } from './read-certificates.ts'
import { proxyReasons } from './rules/collection.ts'
import { isOut, withdrawalKinds, withdrawalReasons } from './rules/states.ts'
import { proxyWords, withdrawalKindWords, withdrawalWords, certificateWords as words } from './words.ts'

/** One certificate at the desk: what it is, and what may be done with it now. */
export async function certificatePage(c: Context<Env>): Promise<Response> {
  const certificateId = CertificateId.safeParse(c.req.param('certificateId'))
  const caller = c.get('caller')
  const exam = await examOf(c)
  if (!exam || !certificateId.success || !caller) return problemPage(c)
  const board = await readBoard(c.get('deps'), caller, { examId: exam.id })
  const one = board.ok ? board.value.certificates.find((row) => row.certificateId === certificateId.data) : undefined
  if (!board.ok || !one) return problemPage(c)
  const v = view(c)
  const path = `/exams/${exam.id}/certificates`
  const own = `${path}/${one.certificateId}`
  const opens = (route: string) => c.get('opens')(`POST /exams/:examId/certificates/:certificateId/${route}`, exam.id)
  const clerk = opens('issue')
  const personal = board.value.family === 'PT'
  const ways = [
    { value: 'in_person', label: v.t(words.inPerson) },
    personal ? { value: 'by_proxy', label: v.t(words.byProxy) } : { value: 'by_mail', label: v.t(words.byMail) },
  ]
  const papers = [
    { value: 'identity_document', label: v.t(words.identityDocument) },
    ...(personal ? [{ value: 'pass_slip', label: v.t(words.passSlip) }] : []),
  ]
  return show(
    c,
    {
      kind: 'officer',
      title: { zh: `证书 ${one.number}`, en: `Certificate ${one.number}` },
      exam: { id: exam.id, title: exam.title, stage: 'certificates' },
      back: { label: words.back, href: path },
    },
    <>
      <Facts
        facts={[
          [v.t(words.state), <CertificateStateMark c={c} state={one.state} />],
          [v.t(words.name), one.name],
          [v.t(words.ticket), one.ticket],
          [v.t(words.blank), one.blankNumber],
          [v.t(words.printed), <Time view={v} at={one.printedAt} />],
        ]}
      />
      {clerk && one.state === 'printed' && <ButtonLink href={`${own}/print.pdf`}>{v.t(words.take)}</ButtonLink>}
      {clerk && one.state === 'registered' && (
        <Section title={v.t(words.handOver)}>
          <Form action={`${own}/issue`} idempotencyKey={formKey(c)}>
            <Choice view={v} name="how" label={v.t(words.how)} options={ways} />
            <Choice view={v} name="shown" label={v.t(words.shown)} options={papers} many optional />
            {!personal && <Field view={v} name="tracking" label={v.t(words.tracking)} optional maxlength={40} />}
            <Button>{v.t(words.handOver)}</Button>
          </Form>
        </Section>
      )}
      {clerk && one.state === 'mailed' && (
        <Section title={v.t(words.mail)}>
          <Form action={`${own}/mail`} idempotencyKey={formKey(c)} inline>
            <Button name="outcome" value="delivered">
              {v.t(words.delivered)}
            </Button>
            <Button kind="secondary" name="outcome" value="returned">
              {v.t(words.returned)}
            </Button>
          </Form>
        </Section>
      )}
      {personal && one.state === 'registered' && opens('proxy') && (
        <Section title={v.t(words.proxy)}>
          <Form action={`${own}/proxy`} idempotencyKey={formKey(c)}>
            <Select
              view={v}
              name="reason"
              label={v.t(words.reason)}
              options={proxyReasons.map((value) => ({ value, label: v.t(proxyWords[value]) }))}
            />
            <Field view={v} name="evidence" label={v.t(words.evidence)} width="long" maxlength={200} />
            <Field view={v} name="proxyName" label={v.t(words.proxyName)} maxlength={200} />
            <Field view={v} name="proxyIdNumber" label={v.t(words.proxyIdNumber)} maxlength={18} />
            <Button>{v.t(words.proxy)}</Button>
          </Form>
        </Section>
      )}
      {isOut(one.state) && opens('withdrawals') && (
        <Section title={v.t(words.withdraw)}>
          <p>{v.t(words.withdrawHint)}</p>
          {withdrawalKinds.map((kind) => (
            <Form action={`${own}/withdrawals`} idempotencyKey={formKey(c)} hidden={{ kind }} inline label={v.t(withdrawalKindWords[kind])}>
              <Choice
                view={v}
                name="reason"
                label={v.t(withdrawalKindWords[kind])}
                options={withdrawalReasons[kind].map((value) => ({ value, label: v.t(withdrawalWords[value]) }))}
              />
              <Button kind="danger">{v.t(words.propose)}</Button>
            </Form>
          ))}
        </Section>
      )}
    </>,
  )
}
