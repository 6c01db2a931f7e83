import { expect, test } from 'vitest'
import { addressOf } from './client-address.ts'

test.each([
  { remote: '10.0.0.7', forwarded: undefined, is: '10.0.0.7', because: 'an address is itself' },
  { remote: '::ffff:10.0.0.7', forwarded: undefined, is: '10.0.0.7', because: 'the same one, as a socket for both kinds says it' },
  { remote: '10.0.0.1', forwarded: '203.0.113.9', is: '203.0.113.9', because: 'what the proxy saw' },
  { remote: '2001:db8:1:2:3:4:5:6', forwarded: undefined, is: '2001:db8:1:2', because: 'a household is one client' },
  { remote: '2001:db8:1:2:ffff::1', forwarded: undefined, is: '2001:db8:1:2', because: 'and stays one when it takes another address' },
  { remote: '2001:db8::1', forwarded: undefined, is: '2001:db8:0:0', because: 'zeros left out are zeros' },
  { remote: '2001:0db8:0:0:9::', forwarded: undefined, is: '2001:db8:0:0', because: 'zeros in front are no difference' },
  { remote: '::1', forwarded: undefined, is: '0:0:0:0', because: 'this machine' },
  { remote: '10.0.0.1', forwarded: '[2001:db8:1:2::7]', is: '2001:db8:1:2', because: 'some proxies write brackets' },
])('$remote, $forwarded: $is, $because', ({ remote, forwarded, is }) => {
  expect(addressOf(remote, forwarded)).toBe(is)
})
