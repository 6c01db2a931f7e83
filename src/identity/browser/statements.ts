import * as z from 'zod/mini'
import { ask, find, news } from '../device/ask.ts'
import { keptKey, signText } from '../device/key-store.ts'

/** Signs a statement with the key of this browser. What is signed is the text that the page shows, byte for byte. */
const Shown = z.array(z.object({ statementId: z.string(), examId: z.string(), type: z.string(), payload: z.string() }))

const statements = z.parse(Shown, JSON.parse(find('#statements', HTMLScriptElement).textContent ?? '[]'))
const outcome = news(find('#sign-news', HTMLElement))
const key = await keptKey(document.querySelector<HTMLElement>('[data-account]')?.dataset.account ?? '')
const noKey = document.querySelector<HTMLElement>('#no-key')
if (noKey) noKey.hidden = key !== undefined

for (const button of document.querySelectorAll<HTMLButtonElement>('button[name=statement]')) {
  const statement = statements.find(({ statementId }) => statementId === button.value)
  if (!statement || !key) continue
  button.disabled = false
  button.addEventListener('click', async () => {
    outcome.busy()
    const { examId, statementId, type, payload } = statement
    try {
      const answer = await ask(
        `/api/exams/${examId}/statements/${statementId}/signatures`,
        await signText(payload, `gongyuan-${type}`, key),
      )
      if (!answer.ok) return outcome.refused(answer.text)
      location.reload()
    } catch {
      outcome.failed()
    }
  })
}
