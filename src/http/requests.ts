const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether a request that changes something comes from another site, or does not say from where it comes. */
export const foreignOrigin = (method: string, origin: string | undefined, own: string): boolean =>
  !safeMethods.has(method) && origin !== own

/** The session cookie's name: `__Host-` forbids a sub-domain or a path to plant one, and needs https. */
export const sessionCookie = (origin: string): string => (origin.startsWith('https:') ? '__Host-session' : 'session')
