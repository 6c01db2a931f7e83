/** The servers of `server-process.ts`: the service, and what it is measured against. */
export const serverNames = ['bare', 'naive', 'accepted'] as const
export type ServerName = (typeof serverNames)[number]
