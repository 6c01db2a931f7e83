import { expect, test } from 'vitest'
import { behindProxies } from './proxies.ts'

const named = ['10.0.0.1', '2001:db8::1']
test.each([
  { from: '10.0.0.1', proxies: named, connects: true, asks: true, because: 'it is the proxy' },
  { from: '::ffff:10.0.0.1', proxies: named, connects: true, asks: true, because: 'the same, on a socket for both kinds' },
  { from: '2001:db8::1', proxies: named, connects: true, asks: true, because: 'it is the other proxy' },
  { from: '10.0.0.2', proxies: named, connects: false, asks: false, because: 'it stands beside the proxy' },
  { from: '127.0.0.1', proxies: named, connects: true, asks: false, because: 'this machine may look whether the service is ready' },
  { from: '::ffff:127.0.0.1', proxies: named, connects: true, asks: false, because: 'the same machine' },
  { from: '::1', proxies: named, connects: true, asks: false, because: 'the same machine' },
  { from: undefined, proxies: named, connects: false, asks: false, because: 'it has gone already' },
  { from: '10.0.0.2', proxies: [], connects: true, asks: true, because: 'no proxy is named' },
  { from: '127.0.0.1', proxies: ['127.0.0.1'], connects: true, asks: true, because: 'the proxy is on this machine' },
])('$from: connects $connects, asks $asks, since $because', ({ from, proxies, connects, asks }) => {
  const { mayConnect, mayAsk } = behindProxies(proxies)
  expect([mayConnect({ remoteAddress: from }), mayAsk({ remoteAddress: from })]).toEqual([connects, asks])
})

test.each([
  { from: '10.0.0.1', header: '198.51.100.7, 203.0.113.9', seen: '203.0.113.9' },
  { from: '10.0.0.2', header: '203.0.113.9', seen: undefined },
])('what $from says of whom it forwards: $seen', ({ from, header, seen }) => {
  expect(behindProxies(named).forwardedFor({ socket: { remoteAddress: from }, headers: { 'x-forwarded-for': header } })).toBe(seen)
})
