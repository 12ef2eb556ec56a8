import type { Contract } from '../contract.ts'

/**
 * The contract as the page shows it. Its only server is the one that serves it, because the policy of the page forbids requests
 * to any other.
 */
export const docsDocument = (contract: Contract, origin: string): string =>
  JSON.stringify({ ...contract, servers: [{ url: origin }] })
