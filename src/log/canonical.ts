import canonicalize from 'canonicalize'
import { invariant } from '../foundation/invariant.ts'

/** RFC 8785 text of a value: the bytes that are hashed, signed and compared. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  invariant(text !== undefined, 'a value without JSON form was to be hashed')
  return text
}
