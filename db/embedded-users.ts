import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Who uses an embedded server: one file per use, named by process. The last one out stops the server, however it went. */

/** Puts this process among the users, and takes out those that are gone. Leaving answers whether nobody is left. */
export function enter(users: string): () => boolean {
  for (const name of readdirSync(users)) if (!isAlive(Number.parseInt(name, 10))) rmSync(join(users, name), { force: true })
  const mine = join(users, `${process.pid}.${randomBytes(4).toString('hex')}`)
  closeSync(openSync(mine, 'wx', 0o600))
  let inside = true
  return () => {
    const leaving = inside
    inside = false
    rmSync(mine, { force: true })
    return leaving && !readdirSync(users).some((name) => isAlive(Number.parseInt(name, 10)))
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** SIGINT is PostgreSQL's fast shutdown. Windows has no signals: there the server is ended and recovers at the next start. */
export function signalStop(pid: number): void {
  if (isAlive(pid)) process.kill(pid, 'SIGINT')
}

const stops = new Set<() => void>()
const signals = ['SIGINT', 'SIGTERM'] as const

/**
 * Runs `stop` when this process ends. On a signal it leaves that to the service's own handlers, which must let go of the database first
 * and then exit; where there are none it acts at once. The answer takes it back.
 */
export function atEnd(stop: () => void): () => void {
  if (stops.size === 0) {
    process.on('exit', stopAll)
    for (const signal of signals) process.on(signal, onSignal)
  }
  stops.add(stop)
  return () => {
    if (!stops.delete(stop) || stops.size > 0) return
    process.off('exit', stopAll)
    for (const signal of signals) process.off(signal, onSignal)
  }
}

function stopAll(): void {
  for (const stop of stops) stop()
}

function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return
  stopAll()
  process.off(signal, onSignal)
  process.kill(process.pid, signal)
}

/**
 * For the end that cannot be handled: a guard waits on a pipe from this process, which closes however we go, and then stops the server
 * unless another process uses it. `read` of the lock file keeps it from a stranger that was given the server's process id.
 */
export function stopAfterUs(pid: number, users: string, lockFile: string): { dismiss(): void } {
  if (process.platform === 'win32') return { dismiss: () => {} }
  const script = `
    while read -r _; do :; done
    for file in "$2"/*; do
      user=\${file##*/}; user=\${user%%.*}
      if [ "$user" != "$4" ] && kill -0 "$user" 2>/dev/null; then exit 0; fi
    done
    read -r running < "$3" && [ "$running" = "$1" ] && kill -INT "$1"`
  const guard = spawn('/bin/sh', ['-c', script, 'guard', String(pid), users, lockFile, String(process.pid)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.on('error', () => {})
  guard.unref()
  const pipe: unknown = guard.stdin
  if (pipe && typeof pipe === 'object' && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref()
  return { dismiss: () => guard.kill('SIGKILL') }
}
