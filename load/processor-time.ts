import { readdirSync, readFileSync } from 'node:fs'

/**
 * Processor time as the operating system accounts for it, of a process and of all it ever started: own, of children that ended and were
 * waited for, and of those that live. Nothing is lost when a child ends in between: its time goes over to its parent. Linux only.
 */
type Stat = { readonly parent: number; readonly ticks: number; readonly ended: number }

/** proc_pid_stat(5): after the name in brackets come state, parent, …; 14 to 17 of the whole are utime, stime, cutime, cstime. */
function statOf(pid: number | string): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [parent = 0, own = [0, 0], ended = [0, 0]] = [fields[1], fields.slice(11, 13), fields.slice(13, 15)]
    return { parent, ticks: sum(own), ended: sum(ended) }
  } catch {
    return undefined
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

/** Linux tells times to programs in hundredths of a second, whatever the kernel's own tick is. */
const microsecondsPerTick = 10_000

/** Microseconds used so far by this process and its children. */
export function processorMicros(process: number): number {
  const all = new Map(
    readdirSync('/proc').flatMap((name) => {
      const stat = /^\d+$/.test(name) ? statOf(name) : undefined
      return stat ? [[Number(name), stat] as const] : []
    }),
  )
  const within = (pid: number): number => {
    const stat = all.get(pid)
    if (!stat) throw new Error(`process ${pid} has ended or this system does not tell its processor time`)
    const children = [...all].filter(([, { parent }]) => parent === pid).map(([child]) => within(child))
    return stat.ticks + stat.ended + sum(children)
  }
  return within(process) * microsecondsPerTick
}
