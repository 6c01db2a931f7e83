import { startAuthentication } from '@simplewebauthn/browser'
import * as z from 'zod/mini'
import { ask, find, news } from '../device/ask.ts'

/** An officer signs in with the passkey of this device. */
const Asked = z.object({ challengeId: z.string(), options: z.custom<Parameters<typeof startAuthentication>[0]['optionsJSON']>() })

const button = find('#passkey', HTMLButtonElement)
const outcome = news(find('#passkey-news', HTMLElement))

button.addEventListener('click', async () => {
  outcome.busy()
  const asked = await ask('/api/sign-in/challenge', {})
  if (!asked.ok) return outcome.refused(asked.text)
  const { challengeId, options } = z.parse(Asked, asked.value)
  try {
    const response = await startAuthentication({ optionsJSON: options })
    const answer = await ask('/api/sign-in/passkey', { challengeId, response })
    if (!answer.ok) return outcome.refused(answer.text)
    location.assign(button.dataset.to ?? '/my')
  } catch {
    outcome.failed()
  }
})
button.disabled = false
