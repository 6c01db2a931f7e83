import type { Authority } from '../../db/connect.ts'

/** Every test database has two authorities, so that nothing works by being alone. */
const telephone = { adviceLine: '0571-0000000', complaintLine: null }
export const north: Authority = {
  schema: 'north',
  host: 'north.test',
  origin: 'http://north.test',
  timeZone: 'Asia/Shanghai',
  name: '北区考试中心',
  ...telephone,
}
export const south: Authority = {
  schema: 'south',
  host: 'south.test',
  origin: 'http://south.test',
  timeZone: 'Asia/Shanghai',
  name: '南区考试中心',
  ...telephone,
}

export function inDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
