import { type Context, Hono } from 'hono'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { show, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Facts } from '../web/components/facts.tsx'
import { TextArea } from '../web/components/field.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Digest } from '../web/components/proof.tsx'
import { CheckReceipt, checkReceipt } from './read-applications.ts'
import { registrationRefusals } from './refusals.ts'
import { receiptWords as words } from './words.ts'

/** Anybody checks a receipt here; whoever does not want to ask us takes the public key and any JOSE library. */
export const receiptPage = () => new Hono<Env>().get('/public/receipts', check)

async function check(c: Context<Env>): Promise<Response> {
  const v = view(c)
  const given = c.req.query('receipt')?.trim()
  const command = CheckReceipt.safeParse({ receipt: given })
  const checked = given && command.success ? await checkReceipt(c.get('deps'), command.data) : undefined
  if (given && !checked?.ok) {
    const problem = problemOf(registrationRefusals, 'receipt_not_ours', v.locale)
    c.set('problem', problem)
    c.status(problem.status)
  }
  const receipt = checked?.ok ? checked.value : undefined
  return show(
    c,
    { kind: 'public', title: words.title, lead: words.lead },
    <>
      {receipt && (
        <Notice kind="good" title={v.t(words.ours)}>
          <Facts
            facts={[
              [v.t(words.number), receipt.number],
              [v.t(words.version), receipt.version],
              [v.t(words.receivedAt), receipt.receivedAt],
              [v.t(words.formHash), <Digest>{receipt.formHash}</Digest>],
            ]}
          />
        </Notice>
      )}
      <form method="get" action="/public/receipts" class="form">
        <TextArea view={v} name="receipt" label={v.t(words.field)} value={given} rows={6} />
        <Button>{v.t(words.check)}</Button>
      </form>
      <p>
        {v.t(words.key)} <a href="/api/public/receipt-key">/api/public/receipt-key</a>
      </p>
    </>,
  )
}
