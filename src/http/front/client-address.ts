import { isIPv6 } from 'node:net'

/**
 * What stands for one client among addresses: an IPv4 address, or the first half of an IPv6 address, since a household has the whole other
 * half to itself and could come from a new one each time. `forwarded` is what a proxy of ours says it saw.
 */
export function addressOf(remote: string, forwarded: string | undefined): string {
  const address = (forwarded ?? remote).replace(/^::ffff:(?=\d+\.)/, '').replace(/^\[(.*)\]$/, '$1')
  if (!isIPv6(address)) return address
  const [before = '', after] = address.toLowerCase().split('::')
  const groups = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  const missing = after === undefined ? 0 : 8 - groups.length - tail.length
  return [...groups, ...new Array<string>(Math.max(0, missing)).fill('0'), ...tail]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
