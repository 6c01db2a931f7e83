import type { Context } from 'hono'
import type { ExamId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { OpenStatement } from '../identity/open-statement.tsx'
import { officerNames } from '../identity/read-people.ts'
import { openStatements } from '../identity/statement-records.ts'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Form } from '../web/components/form.tsx'
import { holdersOf } from './appointment-records.ts'
import { sheetStatement } from './sign-sheet.ts'
import { markingWords as words } from './words.ts'

/** R-RC-17: the inspector calls a marker, both sign with their own keys, and the sheet is locked by what they signed. */
export async function SheetSignature({ c, examId, sheetId }: { c: Context<Env>; examId: ExamId; sheetId: string }) {
  const v = view(c)
  const caller = c.get('caller')
  const deps = c.get('deps')
  if (!caller || !c.get('opens')('POST /exams/:examId/marking/sheets/:sheetId/signature', examId)) return null
  const [markers, open] = await deps.within('marking', async (tx) => [
    await holdersOf(tx, examId, 'marker'),
    await openStatements(tx, { examId, type: sheetStatement, about: { sheet: sheetId } }),
  ])
  const names = await officerNames(deps, caller, markers, examId)
  const path = `/exams/${examId}/marking`
  return (
    <Section title={v.t(words.signature)}>
      <p>{v.t(words.signatureLead)}</p>
      {open.map(({ id, missing }) => (
        <OpenStatement c={c} missing={missing} action={`${path}/signatures/${id}`} label={v.t(words.lockSheet)} />
      ))}
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
