const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether a request that changes something comes from another site, or does not say from where it comes. */
export const foreignOrigin = (method: string, origin: string | undefined, own: string): boolean =>
  !safeMethods.has(method) && origin !== own

/** The session cookie's name: `__Host-` forbids a sub-domain or a path to plant one, and needs https. */
export const sessionCookie = (origin: string): string => (origin.startsWith('https:') ? '__Host-session' : 'session')

/**
 * Reads the session's token from a `Cookie` header: the first cookie of exactly that name whose value is 32 bytes in base64url, as they are
 * made. One reader for limits and service: a token spelled in another way would be a new session to the one and the same to the other.
 */
export function tokenReader(origin: string): (cookies: string | undefined) => string | undefined {
  const pattern = new RegExp(`(?:^|; ?)${sessionCookie(origin)}=([\\w-]{43})(?=;|$)`)
  return (cookies) => (cookies === undefined ? undefined : pattern.exec(cookies)?.[1])
}
