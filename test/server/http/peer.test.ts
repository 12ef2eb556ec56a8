import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { peerAddress } from '../../../server/http/peer.ts'

const from = (remoteAddress: string | undefined) => ({ incoming: { socket: { remoteAddress } } as IncomingMessage })
const forwarded = (value: string) => new Headers({ 'X-Forwarded-For': value })

describe('the address of a client', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:DB8:0:0:ffff::1', '2001:db8:0:0::/64'],
    ['2001:db8:1:02:3:4:5:6', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['1:2:3:4:5:6:7::', '1:2:3:4::/64'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
    ['0000:0000:0000:0000:0000:FFFF:C000:0201', '192.0.2.1'],
    ['2001:db8::192.0.2.1', '2001:db8:0:0::/64'],
  ])('is that of the socket: %s', (address, expected) => {
    expect(peerAddress(new Headers(), from(address), false)).toBe(expected)
    expect(peerAddress(new Headers(), from(address), true)).toBe(expected)
    expect(peerAddress(forwarded('203.0.113.1'), from(address), false)).toBe(expected)
  })

  test.each([
    ['203.0.113.1', '203.0.113.1'],
    ['203.0.113.1, 203.0.113.2', '203.0.113.2'],
    ['forged,203.0.113.2 ', '203.0.113.2'],
    ['203.0.113.1,', '192.0.2.1'],
    ['203.0.113.1, 2001:db8::2', '2001:db8:0:0::/64'],
    ['203.0.113.8:40001', '203.0.113.8'],
    ['203.0.113.1:1, 203.0.113.8:40001', '203.0.113.8'],
    ['[2001:db8::7]:40001', '2001:db8:0:0::/64'],
    ['[2001:db8::7]', '2001:db8:0:0::/64'],
    ['[2001:0DB8:0:0:0:0:0:7]:40001', '2001:db8:0:0::/64'],
    ['[::ffff:203.0.113.8]:40001', '203.0.113.8'],
    ['[::ffff:cb00:7108]:40001', '203.0.113.8'],
    ['2001:db8:0:0:0:0:0:7:40001', '2001:db8:0:0::/64'],
    ['unknown:40001', 'unknown'],
    ['x'.repeat(200), 'x'.repeat(64)],
  ])('is the last one that a trusted proxy forwarded: %j', (value, expected) => {
    expect(peerAddress(forwarded(value), from('192.0.2.1'), true)).toBe(expected)
  })

  test('is reduced to its network exactly if it is an IPv6 address', () => {
    const part = fc.constantFrom('0', 'ffff', 'aBc', '12345', ':', '::', '.', '1.2.3.4', '%', 'eth0', 'g', ']', '/')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV6(),
          fc.array(part, { minLength: 1 }).map(parts => parts.join('')),
        ),
        address => {
          // With a port, or an IPv4 address inside, the network is another.
          fc.pre(!/^::ffff:|^(0+:){5}ffff:|:\d+$/i.test(address))
          expect(peerAddress(new Headers(), from(address), false).endsWith('::/64')).toBe(isIPv6(address))
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('is the same for all requests without a socket', () => {
    expect(peerAddress(new Headers(), {}, false)).toBe('in-process')
    expect(peerAddress(new Headers(), from(undefined), false)).toBe('in-process')
  })
})
