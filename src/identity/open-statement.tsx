import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { formKey, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Form } from '../web/components/form.tsx'
import { State } from '../web/components/state.tsx'
import { myWords as words } from './words.ts'

type Props = { readonly c: Context<Env>; readonly missing: number; readonly action: string; readonly label: string }

/** What comes next for a statement that was drafted: the signatures it lacks, or the button that lets it take effect. */
export const OpenStatement = ({ c, missing, action, label }: Props) => {
  const { t } = view(c)
  return missing > 0 ? (
    <>
      <State kind="waiting">{t(words.signaturesMissing, { n: missing })}</State> <a href="/my/statements">{t(words.toStatements)}</a>
    </>
  ) : (
    <Form action={action} idempotencyKey={formKey(c)}>
      <Button>{label}</Button>
    </Form>
  )
}
