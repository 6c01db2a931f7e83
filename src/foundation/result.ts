/** What a refusal shows besides its code: numbers, names of fields, the rows that are wrong. Never personal data of others. */
export type Facts = Readonly<Record<string, unknown>>

export type Accepted<T> = { readonly ok: true; readonly value: T }
export type Refused<R extends string> = { readonly ok: false; readonly refusal: R; readonly facts?: Facts }

/** The answer to a request the regulations may refuse. A refusal is an outcome and commits; a bug throws and rolls back. */
export type Result<T, R extends string> = Accepted<T> | Refused<R>

export const accept = <T>(value: T): Accepted<T> => ({ ok: true, value })
export const refuse = <R extends string>(refusal: R, facts?: Facts): Refused<R> =>
  facts ? { ok: false, refusal, facts } : { ok: false, refusal }
