import type { Context } from 'hono'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { show, shownProblems, view } from '../http/show.tsx'
import { Button, ButtonLink } from '../web/components/button.tsx'
import { Card, CardList, Section } from '../web/components/card.tsx'
import { Empty, type Fact, Facts } from '../web/components/facts.tsx'
import { Field, TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { DataBlock, Digest } from '../web/components/proof.tsx'
import { Time } from '../web/format.tsx'
import { CertificateStateMark, gradeText } from './board-parts.tsx'
import { readOwnCertificates } from './read-certificates.ts'
import { certificateRefusals } from './refusals.ts'
import { isOut, type PublicStanding, withdrawalReasons } from './rules/states.ts'
import { officeKey } from './sign-statement.ts'
import { type Verified, VerifyCertificate, verifyCertificate } from './verify-certificate.ts'
import { kindWords, offlineWords, withdrawalWords, certificateWords as words } from './words.ts'

/** What a candidate holds, with a copy to download and the signed text that proves it. */
export async function ownCertificatesPage(c: Context<Env>): Promise<Response> {
  const caller = c.get('caller')
  if (!caller) return problemPage(c)
  const own = await readOwnCertificates(c.get('deps'), caller, {})
  const v = view(c)
  const certificates = own.ok ? own.value.certificates : []
  return show(
    c,
    { kind: 'candidate', title: words.mine, lead: words.mineLead },
    certificates.length === 0 ? (
      <Empty title={v.t(words.none)}>
        <p>{v.t(words.noneHint)}</p>
      </Empty>
    ) : (
      <Section title={v.t(words.certificates)}>
        <CardList>
          {certificates.map((one) => (
            <Card
              title={`${v.t(kindWords[one.kind])} · ${one.field}`}
              state={<CertificateStateMark c={c} state={one.state} />}
              foot={
                isOut(one.state) && (
                  <ButtonLink href={`/my/certificates/${one.certificateId}/certificate.pdf`}>{v.t(words.download)}</ButtonLink>
                )
              }
            >
              <Facts
                facts={[
                  [v.t(words.number), one.number],
                  [v.t(words.grade), gradeText(c, one.grade)],
                  [v.t(words.exam), one.examTitle],
                ]}
              />
              <details>
                <summary>{v.t(words.statement)}</summary>
                <Digest>{one.statement}</Digest>
              </details>
            </Card>
          ))}
        </CardList>
      </Section>
    ),
  )
}

/** R-SK-17: anybody checks a number; the signature is checked in the browser, without telling anybody what was checked. */
export async function verificationPage(c: Context<Env>): Promise<Response> {
  const deps = c.get('deps')
  const { number, name } = c.req.query()
  const asked = VerifyCertificate.safeParse({ number: number ?? '', ...(name ? { name } : {}) })
  const found = number && asked.success ? await verifyCertificate(deps, asked.data) : undefined
  if (number && !found?.ok) {
    c.set('problem', problemOf(certificateRefusals, 'certificate_number_malformed', c.get('locale')))
    c.status(422)
  }
  const v = view(c)
  const key = officeKey(deps)
  const problems = shownProblems(c.get('problem'))
  return show(
    c,
    { kind: 'public', title: words.verify, lead: words.verifyLead, script: 'certificates-verify' },
    <>
      {found?.ok && <Standing c={c} verified={found.value} />}
      <Form action="/public/certificates" method="get">
        <Field
          view={v}
          name="number"
          label={v.t(words.number)}
          hint={v.t(words.numberHint)}
          value={number}
          maxlength={40}
          problems={problems.length > 0 ? [{ ...problems[0], field: 'number', text: problems[0]?.text ?? '' }] : []}
        />
        <Field view={v} name="name" label={v.t(words.name)} hint={v.t(words.nameHint)} value={name} optional maxlength={100} />
        <Button>{v.t(words.check)}</Button>
      </Form>
      <Section title={v.t(words.offline)}>
        <p>{v.t(words.offlineHint)}</p>
        <TextArea view={v} name="statement" label={v.t(words.statement)} rows={5} />
        <Field view={v} name="holderName" label={v.t(words.name)} hint={v.t(words.holderHint)} optional maxlength={100} />
        <Field view={v} name="holderNumber" label={v.t(words.idNumber)} optional maxlength={18} />
        <Button type="button" id="offline-check" kind="secondary" disabled>
          {v.t(words.offlineCheck)}
        </Button>
        <p id="offline-says" role="status" />
        <p>
          {v.t(words.key)} <Digest>{`Ed25519 ${key.kid} ${key.x}`}</Digest>
        </p>
        <DataBlock
          id="offline-data"
          value={{ key, words: Object.fromEntries(Object.entries(offlineWords).map(([name, text]) => [name, v.t(text)])) }}
        />
      </Section>
    </>,
  )
}

const standings = {
  valid: { kind: 'good', title: words.valid },
  withdrawn: { kind: 'bad', title: words.withdrawn },
  unknown: { kind: 'attention', title: words.unknown },
} as const satisfies Record<PublicStanding, object>

function Standing({ c, verified: { standing, number, certificate } }: { c: Context<Env>; verified: Verified }) {
  const v = view(c)
  const { kind, title } = standings[standing]
  const facts: Fact[] = certificate
    ? [
        [v.t(words.name), certificate.name],
        [v.t(words.exam), certificate.exam],
        [v.t(words.field), certificate.field],
        [v.t(words.grade), gradeText(c, certificate.grade)],
        [v.t(words.issuedOn), <Time view={v} at={Temporal.Instant.from(certificate.issuedAt)} relative={false} />],
      ]
    : []
  const withdrawn = certificate?.withdrawn
  const reason = [...withdrawalReasons.recalled, ...withdrawalReasons.revoked].find((one) => one === withdrawn?.reason)
  return (
    <Notice kind={kind} title={`${v.t(title)} · ${number}`}>
      {standing === 'unknown' && <p>{v.t(words.unknownHint)}</p>}
      {facts.length > 0 && <Facts facts={facts} />}
      {withdrawn && reason && (
        <p>
          {v.t(withdrawalWords[reason])} · {v.t(words.since)} <Time view={v} at={Temporal.Instant.from(withdrawn.at)} relative={false} />
        </p>
      )}
    </Notice>
  )
}
