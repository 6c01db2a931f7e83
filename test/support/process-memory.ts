import { readFileSync } from 'node:fs'
import { known } from '../../src/foundation/invariant.ts'

/** Of another process, in megabytes of 2²⁰ bytes, as Linux counts them: resident now, or the most there ever was. */
export const residentMb = (pid: number) => memoryMb(pid, 'VmRSS')
export const peakMb = (pid: number) => memoryMb(pid, 'VmHWM')

function memoryMb(pid: number, line: string): number {
  const kilobytes = new RegExp(`^${line}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(known(kilobytes, `the process lives and has ${line}`)) / 1024)
}
