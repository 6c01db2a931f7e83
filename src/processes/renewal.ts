import type { Logger } from 'pino'

/** What new processes are given, and how all are replaced so that they get it afresh. */
export type Renewal<A> = {
  /** The last that could be made. */
  readonly current: () => Promise<A>
  /** Makes it anew and replaces the processes, one renewal after the other. Never rejects. */
  readonly renew: () => Promise<void>
}

/**
 * What cannot be made anew, since half of a new version lies on the disk, replaces nothing, and neither does what does not serve: what dies later
 * is still given what was good before. `replaceAll` says whether it did.
 */
export function openRenewal<A>(make: () => Promise<A>, replaceAll: () => Promise<boolean>, logger: Logger): Renewal<A> {
  let current = make()
  const renewed = async (): Promise<void> => {
    const former = current
    const fresh = await make()
    current = Promise.resolve(fresh)
    if (!(await replaceAll())) current = former
  }
  // The first one's failure is told to whoever asks for it.
  let last: Promise<void> = current.then(
    () => undefined,
    () => undefined,
  )
  return {
    current: () => current,
    renew: () => {
      last = last
        .then(renewed)
        .catch((error: unknown) => logger.error({ err: error }, 'the new version cannot be made: the old processes stay'))
      return last
    },
  }
}
