/** No container engine tries these files in a test; what they name is compared with what is here. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { z } from 'zod'
import packageFile from '../package.json' with { type: 'json' }
import { configOf, environmentWith } from '../src/config.ts'

const dockerfile = readFileSync('docker/Dockerfile', 'utf8')
const compose = readFileSync('docker/compose.yaml', 'utf8')
const scaleOut = readFileSync('docker/compose.scale-out.yaml', 'utf8')
const commands: readonly string[] = Object.values(packageFile.scripts)

test('what the containers run are commands of package.json', () => {
  const run = [...`${dockerfile}\n${compose}`.matchAll(/--import"?, "?tsx"?, "?([\w/.-]+\.ts)/g)].map(([, file = '']) => file)
  expect(run).toEqual(['src/processes/put-together.ts', 'src/start.ts', 'db/migrate-command.ts'])
  expect(run.filter((file) => !existsSync(file))).toEqual([])
  // The first is part of making the image.
  expect(run.slice(1).filter((file) => !commands.some((one) => /^tsx (--\S+ )*/.test(one) && one.endsWith(` ${file}`)))).toEqual([])
})

test('everything the image copies exists and is let in', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) => names.split(' '))
  const letIn = readFileSync('.dockerignore', 'utf8').split('\n')
  expect(copied.length).toBeGreaterThan(4)
  expect(copied.filter((name) => !existsSync(name) || !letIn.includes(`!${name}`))).toEqual([])
})

test('the service does not run as root, and only the migrating step knows the owner', () => {
  expect(dockerfile.match(/^USER .+$/gm)).toEqual(['USER node'])
  expect(compose.match(/DATABASE_OWNER_URL: /g)).toHaveLength(1)
  expect(compose.indexOf('DATABASE_OWNER_URL: ')).toBeLessThan(compose.indexOf('\n  service:'))
})

test('every setting the containers are given is one the configuration knows', () => {
  const known = readFileSync('src/config.ts', 'utf8')
  const given = [...`${compose}\n${scaleOut}`.matchAll(/^\s+([A-Z][A-Z_]+): /gm), ...dockerfile.matchAll(/([A-Z][A-Z_]+)=\//g)].map(
    ([, name = '']) => name,
  )
  const ofDatabase = ['POSTGRES_PASSWORD', 'OWNER_PASSWORD', 'SERVICE_PASSWORD', 'SERVER_ONE', 'SERVER_TWO']
  expect(given.length).toBeGreaterThan(6)
  expect(given.filter((name) => !ofDatabase.includes(name) && !known.includes(`  ${name}: `))).toEqual([])
  const settings = {
    PUBLIC_ORIGIN: 'https://exam.example.cn',
    TLS_CERTIFICATE: '/c/server.crt',
    TLS_KEY: '/c/server.key',
    COMPLAINT_LINE: '',
  }
  expect(configOf(settings).authority.host).toBe('exam.example.cn')
})

test('the container is healthy when the service is ready, and not when it is not, or not there', async () => {
  const [, written = ''] = /^HEALTHCHECK [^\n]*\\\n\s+CMD (\[.*\])$/m.exec(dockerfile) ?? []
  const [command, ...args] = z.array(z.string()).parse(JSON.parse(written))
  expect(command).toBe('node')
  let status = 200
  const asked: (string | undefined)[] = []
  const server = createServer((request, response) => {
    asked.push(request.url)
    response.writeHead(status).end()
  }).listen(0)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  const health = async () => {
    const child = spawn(process.execPath, args, { env: environmentWith({ PORT: port, TLS_CERTIFICATE: '' }), stdio: 'ignore' })
    return z.array(z.unknown()).parse(await once(child, 'exit'))[0]
  }
  expect(await health()).toBe(0)
  status = 503
  expect(await health()).toBe(1)
  server.close()
  await once(server, 'close')
  expect(await health()).toBe(1)
  expect(asked).toEqual(['/health/ready', '/health/ready'])
})

test('HAProxy is given the servers its configuration names, checks readiness, and drains for longer than it looks', () => {
  const haproxy = readFileSync('docker/haproxy.cfg', 'utf8')
  const named = new Set([...haproxy.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name))
  expect(named).toEqual(new Set([...scaleOut.matchAll(/^\s+(SERVER_\w+): \S+:3000$/gm)].map(([, name]) => name)))
  expect(haproxy).toContain('http-check send meth GET uri /health/ready')
  const [, inter] = /inter (\d+)ms fall 1 /.exec(haproxy) ?? []
  const [, drain] = /DRAIN_SECONDS: "(\d+)"/.exec(scaleOut) ?? []
  expect(Number(drain) * 1000).toBeGreaterThanOrEqual(2 * Number(inter))
  // Whom it asks while nobody is ready: all of them.
  expect(haproxy.match(/^\s+server .* backup$/gm)).toHaveLength(named.size)
  expect(haproxy).toMatch(/^\s+option allbackups$/m)
  // Only what was never sent is sent to another process.
  expect(haproxy.match(/^\s+retry-on .*$/gm)?.map((line) => line.trim())).toEqual(['retry-on conn-failure'])
  const [, proxy] = /TRUSTED_PROXY: (\S+)/.exec(scaleOut) ?? []
  expect(scaleOut).toContain(`ipv4_address: ${proxy}\n`)
})
