import type { ExamSession } from '../exam/records.ts'

/** One draw for all sessions that start at the same instant. */
export const scopeOf = ({ startsAt }: Pick<ExamSession, 'startsAt'>): string => startsAt.toString({ smallestUnit: 'second' })
