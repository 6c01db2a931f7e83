/** What one process takes on, and what one client may ask of it. */
export type FrontSettings = {
  readonly admission: {
    /** Requests; without a rate only the places count. */
    readonly perSecond?: number | undefined
    /** Requests being worked on at once; those that still wait for their body are not counted. */
    readonly atOnce: number
  }
  /** Requests a second of one session, and of one address, with so many at once before it. */
  readonly session: { readonly perSecond: number; readonly burst: number }
  readonly address: { readonly perSecond: number; readonly burst: number }
  readonly sockets: {
    /** Open connections of this process, and the part of them one address may hold. */
    readonly connections: number
    readonly partOfAddress: number
    /** How long a connection without a request stays open. */
    readonly idleSeconds: number
  }
}
