import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { fill, type TestData } from './data.ts'
import { type Program, type RunningServer, start } from './process.ts'

const REQUIRE_NODE = ['--import', './server/require-node.mjs']
const peer = (name: string, file: string): Program => ({ name, args: [`bench/server/peers/${file}.ts`] })

export const ours: Program = { name: 'this server', args: [...REQUIRE_NODE, 'server/main.ts'] }
export const bare = peer('bare node:http', 'bare')
/** These need the packages of bench/server/package.json. */
export const frameworks = [
  peer('fastify', 'fastify'),
  peer('hono-zod-openapi', 'hono'),
  peer('express + validator', 'express'),
]

/** Each server gets a copy of this database. */
export interface Prepared {
  folder: string
  file: string
  data: TestData
}

/** Builds the database once: the server makes the file with its migrations. */
export async function prepare(folder: string, invoiceCount: number): Promise<Prepared> {
  const file = path.join(folder, 'data.db')
  const migrating = await start(ours, variables(file, { LOG_LEVEL: 'info' }))
  await migrating.stop()
  return { folder, file, data: fill(file, invoiceCount) }
}

/** Starts a server on a copy of the database. */
export async function startOnCopy(
  { folder, file }: Prepared,
  program: Program,
  settings: { LOG_LEVEL: 'info' | 'silent'; RATE_LIMIT?: string },
  onOutput?: (text: string) => void,
): Promise<RunningServer> {
  const name = `${program.name}-${settings.LOG_LEVEL}-${copies++}.db`.replaceAll(/[^a-z0-9.-]/g, '-')
  const copy = path.join(folder, name)
  copyFileSync(file, copy)
  return start(program, variables(copy, settings), onOutput)
}

let copies = 0

/** The settings of production, except for limits that a benchmark would reach. */
const variables = (file: string, settings: Record<string, string>) => ({
  NODE_ENV: 'production',
  DATABASE: file,
  PUBLIC_URL: 'https://api.example.com',
  TRUST_PROXY: 'off',
  SELLER: 'bench/server/seller.yaml',
  RATE_LIMIT: '1000000',
  LOGIN_RATE_LIMIT: '1000000',
  LOGIN_ADDRESS_RATE_LIMIT: '1000000',
  ...settings,
})
