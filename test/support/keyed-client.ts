import { randomUUID } from 'node:crypto'
import { type Client, clientOf } from '../../src/rehearsal/client.ts'

/** A client whose submissions bear a key of their own, as every program's must; a test that asks about keys gives one itself. */
export function keyedClient(...[send, own]: Parameters<typeof clientOf>): Client {
  const client = clientOf(send, own)
  return {
    ...client,
    post: (path, body, options) =>
      client.post(path, body, path.endsWith('/submissions') ? { idempotencyKey: randomUUID(), ...options } : options),
  }
}
