import { type Client, clientOf, type Options, type Reply, type Send } from './client.ts'
import { type SoftwareKey, signText, softwareKey } from './software-key.ts'
import { createPasskey, type SoftwarePasskey, usePasskey } from './software-passkey.ts'

/**
 * A simulated person at a browser: goes through the same endpoints as everybody, with a passkey and a signing key in software. Knows
 * nothing of the service but its HTTP interface. Signs in again by itself when a session is over, as people do.
 */
export type Person = Client & {
  readonly name: string
  readonly accountId: () => string
  /** A candidate opens an account; the session is open afterwards. */
  readonly signUp: (facts: CandidateFacts) => Promise<Reply>
  /** With the passkey or the password the person has. */
  readonly signIn: () => Promise<Reply>
  readonly signOut: () => Promise<void>
  /** By a one-time link, e.g. `http://localhost:3000/enrol/…`: makes a passkey and is signed in. */
  readonly enrol: (link: string) => Promise<Reply>
  /** By a founding link: says who it is, then enrols. */
  readonly found: (link: string, facts: FounderFacts) => Promise<Reply>
  /** Makes a signing key and has it certified. `sign` does so at its first use. */
  readonly certifyKey: () => Promise<Reply>
  readonly sign: (statement: { readonly examId: string; readonly statementId: string }) => Promise<Reply>
  /** The session's cookie, for programs that send it by hand. */
  readonly cookie: () => string | undefined
}

export type CandidateFacts = { readonly idNumber: string; readonly phone: string; readonly password: string }
export type FounderFacts = { readonly idNumber: string; readonly phone: string; readonly unit: string; readonly onEstablishment: boolean }

type Surroundings = {
  readonly origin: string
  /** `fetch` against the origin, or `app.request`. */
  readonly send?: Send
}

type State = {
  cookie: string | undefined
  accountId: string | undefined
  password: { readonly idNumber: string; readonly password: string } | undefined
  passkey: SoftwarePasskey | undefined
  key: Promise<SoftwareKey> | undefined
}

export function simulatedPerson(name: string, { origin, send = (path, init) => fetch(new URL(path, origin), init) }: Surroundings): Person {
  const state: State = { cookie: undefined, accountId: undefined, password: undefined, passkey: undefined, key: undefined }
  const bare = clientOf(keepingCookie(send, state), { origin, cookie: async () => state.cookie })

  /** Remembers whose session was opened. */
  const entered = (reply: Reply): Reply => {
    if (reply.status === 201 && typeof reply.body.accountId === 'string') state.accountId = reply.body.accountId
    return reply
  }
  const signIn = async (): Promise<Reply> => {
    if (state.password) return entered(await bare.post('/api/sign-in', state.password))
    if (!state.passkey) throw new Error(`${name} has neither passkey nor password`)
    const asked = await bare.post<{ challengeId: string; options: unknown }>('/api/sign-in/challenge', {})
    const response = usePasskey(state.passkey, asked.body.options, origin)
    return entered(await bare.post('/api/sign-in/passkey', { challengeId: asked.body.challengeId, response }))
  }
  /** Once more with a new session, when the old one is over. */
  let comingBack: Promise<Reply> | undefined
  let certifying: Promise<Reply> | undefined
  const again = async <R extends Reply<unknown>>(request: () => Promise<R>): Promise<R> => {
    const reply = await request()
    const over = reply.status === 401 || (reply.status === 303 && reply.location?.startsWith('/sign-in') === true)
    if (!over || !(state.password || state.passkey)) return reply
    // Of several requests that find the session over, one signs in and the others wait for it: a person has one passkey.
    comingBack ??= signIn().finally(() => {
      comingBack = undefined
    })
    const signedIn = await comingBack
    return signedIn.status === 201 ? request() : reply
  }
  const client: Client = {
    get: (path, options) => again(() => bare.get(path, options)),
    post: (path, body, options) => again(() => bare.post(path, body, options)),
    put: (path, body, options) => again(() => bare.put(path, body, options)),
    patch: (path, body, options) => again(() => bare.patch(path, body, options)),
    del: (path, body, options) => again(() => bare.del(path, body, options)),
    form: (path, fields, options?: Options) => again(() => bare.form(path, fields, options)),
  }

  const enrol = async (link: string): Promise<Reply> => {
    const token = tokenOf(link)
    const asked = await bare.post<{ challengeId: string; options: unknown }>('/api/enrolment/challenge', { token })
    if (asked.status !== 201) return { ...asked, body: {} }
    const { passkey, credential } = createPasskey(asked.body.options, origin)
    const reply = entered(await bare.post('/api/enrolment/passkey', { token, challengeId: asked.body.challengeId, response: credential }))
    if (reply.status === 201) state.passkey = passkey
    return reply
  }
  const certify = async (key: SoftwareKey): Promise<Reply> => {
    const asked = await client.post<{ challengeId: string; challenge: string }>('/api/my/keys/challenge', {})
    const { protected: head, signature } = signText(asked.body.challenge, 'gongyuan-key-proof', key)
    return client.post('/api/my/keys', { challengeId: asked.body.challengeId, publicJwk: key.publicJwk, protected: head, signature })
  }
  const certifyKey = async (): Promise<Reply> => {
    const made = softwareKey()
    const reply = await certify(await made)
    if (reply.status === 201) state.key = made
    return reply
  }

  return {
    ...client,
    name,
    accountId: () => {
      if (state.accountId === undefined) throw new Error(`${name} has not been in yet`)
      return state.accountId
    },
    signUp: async ({ idNumber, phone, password }) => {
      const reply = entered(await bare.post('/api/sign-up', { idNumber, name, phone, password }))
      if (reply.status === 201) state.password = { idNumber, password }
      return reply
    },
    signIn,
    signOut: async () => {
      await bare.form('/sign-out', {})
      state.cookie = undefined
    },
    enrol,
    found: async (link, facts) => {
      const founded = await bare.post('/api/founding', { token: tokenOf(link), name, ...facts })
      return founded.status === 201 ? enrol(link) : founded
    },
    certifyKey,
    sign: async ({ examId, statementId }) => {
      if (!state.key) {
        certifying ??= certifyKey().finally(() => {
          certifying = undefined
        })
        const certified = await certifying
        if (certified.status !== 201) return certified
      }
      const key = await state.key
      if (!key) throw new Error(`${name} has no signing key`)
      const path = `/api/exams/${examId}/statements/${statementId}`
      const shown = await client.get<{ payload: string; type: string }>(path)
      if (shown.status !== 200) return { ...shown, body: {} }
      return client.post(`${path}/signatures`, signText(shown.body.payload, `gongyuan-${shown.body.type}`, key))
    },
    cookie: () => state.cookie,
  }
}

const tokenOf = (link: string) => link.slice(link.lastIndexOf('/') + 1)

/** Redirects are answers, not errands; a session cookie is kept, and dropped when the service clears it. */
function keepingCookie(send: Send, state: State): Send {
  return async (path, init) => {
    const response = await send(path, { ...init, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (name.endsWith('session')) state.cookie = value === '' || /max-age=0/i.test(line) ? undefined : pair
    }
    return response
  }
}
