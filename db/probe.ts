import postgres from 'postgres'

/** One connection that does nothing but ask whether the server answers. */
export type Probe = { readonly answers: () => Promise<boolean>; readonly close: () => Promise<void> }

const patience = 1000

/** A connection that kept somebody waiting is given up: the next question begins anew. */
export function openProbe(url: string): Probe {
  const open = () =>
    postgres(url, {
      max: 1,
      idle_timeout: 60,
      connect_timeout: 1,
      backoff: () => 0,
      onnotice: () => {},
      connection: { application_name: 'gongyuan probe', statement_timeout: patience },
    })
  let client = open()
  return {
    answers: async () => {
      const asked = client
      const late = Promise.withResolvers<boolean>()
      const timer = setTimeout(() => late.resolve(false), patience)
      const answered = await Promise.race([asked`select 1`.then(() => true).catch(() => false), late.promise])
      clearTimeout(timer)
      if (!answered && asked === client) {
        client = open()
        void asked.end({ timeout: 0 }).catch(() => undefined)
      }
      return answered
    },
    close: () => client.end({ timeout: 1 }),
  }
}
