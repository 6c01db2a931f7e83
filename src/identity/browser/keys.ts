import * as z from 'zod/mini'
import { ask, find, news } from '../device/ask.ts'
import { keepKey, keptKey, makeKey, signText, thumbprint } from '../device/key-store.ts'

/** An officer makes a signing key in this browser and has it certified: possession is proved by signing the office's challenge. */
const Challenge = z.object({ challengeId: z.string(), challenge: z.string() })

const button = find('#certify', HTMLButtonElement)
const outcome = news(find('#certify-news', HTMLElement))
const accountId = button.dataset.account ?? ''

button.addEventListener('click', async () => {
  outcome.busy()
  const asked = await ask('/api/my/keys/challenge', {})
  if (!asked.ok) return outcome.refused(asked.text)
  const { challengeId, challenge } = z.parse(Challenge, asked.value)
  try {
    const { privateKey, publicJwk } = await makeKey()
    const keyId = await thumbprint(publicJwk)
    const { protected: head, signature } = await signText(challenge, 'gongyuan-key-proof', { keyId, privateKey })
    // Kept first, beside the one in use: a certified key that the browser then could not keep would be of no use to anybody.
    await keepKey(`${accountId} new`, { keyId, privateKey })
    const answer = await ask('/api/my/keys', { challengeId, publicJwk, protected: head, signature })
    if (!answer.ok) return outcome.refused(answer.text)
    await keepKey(accountId, { keyId, privateKey })
    location.reload()
  } catch {
    outcome.failed()
  }
})

const here = await keptKey(accountId)
for (const mark of document.querySelectorAll<HTMLElement>('[data-key]')) mark.hidden = mark.dataset.key !== here?.keyId
button.disabled = false
