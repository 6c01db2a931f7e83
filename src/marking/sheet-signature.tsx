import type { Context } from 'hono'
import { appointmentFor } from '../foundation/caller.ts'
import type { ExamId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { officerNames } from '../identity/read-people.ts'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Form } from '../web/components/form.tsx'
import { State } from '../web/components/state.tsx'
import { holdersOf } from './appointment-records.ts'
import { openSignatures } from './records.ts'
import { markingWords as words } from './words.ts'

/** R-RC-17: the inspector calls a marker, both sign with their own keys, and the sheet is locked by what they signed. */
export async function SheetSignature({ c, examId, sheetId }: { c: Context<Env>; examId: ExamId; sheetId: string }) {
  const v = view(c)
  const caller = c.get('caller')
  const deps = c.get('deps')
  if (!caller || !appointmentFor(caller, ['discipline_inspector'], examId)) return null
  const [markers, open] = await deps.within('marking', async (tx) => [
    await holdersOf(tx, examId, 'marker'),
    await openSignatures(tx, examId, sheetId),
  ])
  const names = await officerNames(deps, caller, markers)
  const path = `/exams/${examId}/marking`
  return (
    <Section title={v.t(words.signature)}>
      <p>{v.t(words.signatureLead)}</p>
      {open.map(({ statementId, missing }) =>
        missing > 0 ? (
          <p>
            <State kind="waiting">{v.t(words.signaturesMissing, { n: missing })}</State>{' '}
            <a href="/my/statements">{v.t(words.toStatements)}</a>
          </p>
        ) : (
          <Form action={`${path}/signatures/${statementId}`} idempotencyKey={formKey(c)}>
            <Button>{v.t(words.lockSheet)}</Button>
          </Form>
        ),
      )}
      {open.length === 0 && (
        <Form action={`${path}/sheets/${sheetId}/signature`} idempotencyKey={formKey(c)}>
          <Select
            view={v}
            name="marker"
            label={v.t(words.signingMarker)}
            options={markers.map((accountId) => ({ value: accountId, label: names.get(accountId) ?? '–' }))}
            problems={shownProblems(c.get('problem'))}
          />
          <Button>{v.t(words.draftSignature)}</Button>
        </Form>
      )}
    </Section>
  )
}
