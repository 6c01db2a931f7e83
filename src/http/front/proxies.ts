import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Who is asking, as far as a socket tells. */
type Remote = { readonly remoteAddress?: string | undefined }

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

const addressIn = ({ remoteAddress = '' }: Remote) => remoteAddress.replace(/^::ffff:(?=\d+\.)/, '')

const isLoopback = (address: string) => isIP(address) !== 0 && loopback.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/**
 * Behind a proxy that ends https, whoever else reaches the port would speak to the service in clear and past the proxy's limits. This machine may
 * connect all the same, to ask whether the service is ready, and for nothing else.
 */
export function behindProxies(proxies: readonly string[]) {
  const isProxy = (socket: Remote) => proxies.includes(addressIn(socket))
  return {
    mayConnect: (socket: Remote) => proxies.length === 0 || isProxy(socket) || isLoopback(addressIn(socket)),
    mayAsk: (socket: Remote) => proxies.length === 0 || isProxy(socket),
    /** Only what a proxy of ours wrote counts: it adds the address it saw at the end; what stands before it the client may have made up. */
    forwardedFor: ({ socket, headers }: Pick<IncomingMessage, 'headers'> & { readonly socket: Remote }): string | undefined => {
      if (!isProxy(socket)) return undefined
      const given = headers['x-forwarded-for']
      return (typeof given === 'string' ? given : given?.join(','))?.split(',').at(-1)?.trim()
    },
  }
}
