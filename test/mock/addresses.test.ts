import { expect, test } from 'vitest'
import { originsOf } from '../../mock/node/addresses.ts'

const address = (address: string, family: 'IPv4' | 'IPv6', internal = false) =>
  ({ address, family, internal, netmask: '', mac: '', cidr: null, scopeid: 0 }) as const

const INTERFACES = {
  lo: [address('127.0.0.1', 'IPv4', true)],
  wlan0: [address('192.168.1.5', 'IPv4'), address('fe80::1', 'IPv6')],
}

test.each([
  ['127.0.0.1', { own: 'http://127.0.0.1:4010', others: [] }],
  ['::1', { own: 'http://[::1]:4010', others: [] }],
  ['0.0.0.0', { own: 'http://127.0.0.1:4010', others: ['http://192.168.1.5:4010'] }],
  ['::', { own: 'http://127.0.0.1:4010', others: ['http://192.168.1.5:4010'] }],
])('a mock on %s can be reached on the printed addresses', (host, origins) => {
  expect(originsOf(host, 4010, INTERFACES)).toEqual(origins)
})
