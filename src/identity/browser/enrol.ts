import { startRegistration } from '@simplewebauthn/browser'
import * as z from 'zod/mini'
import { ask, find, news } from '../device/ask.ts'

/** An officer makes a passkey on this device, by the one-time link. */
const Asked = z.object({ challengeId: z.string(), options: z.custom<Parameters<typeof startRegistration>[0]['optionsJSON']>() })

const button = find('#enrol', HTMLButtonElement)
const outcome = news(find('#enrol-news', HTMLElement))

button.addEventListener('click', async () => {
  outcome.busy()
  const token = location.pathname.slice(location.pathname.lastIndexOf('/') + 1)
  const asked = await ask('/api/enrolment/challenge', { token })
  if (!asked.ok) return outcome.refused(asked.text)
  const { challengeId, options } = z.parse(Asked, asked.value)
  try {
    const response = await startRegistration({ optionsJSON: options })
    const answer = await ask('/api/enrolment/passkey', { token, challengeId, response })
    if (!answer.ok) return outcome.refused(answer.text)
    location.assign('/my/keys')
  } catch {
    outcome.failed()
  }
})
button.disabled = false
