import type { TestProject } from 'vitest/node'
import { addUnchecked, startDemoServer } from './demo.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the running PostgreSQL server; empty if this machine cannot run one. */
    postgresFolder: string
  }
}

/** Starts one server for all test files that run on PostgreSQL. @returns stops it */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const server = await startDemoServer()
  if (server) await addUnchecked(server)
  project.provide('postgresFolder', server?.folder ?? '')
  return async () => server?.stop()
}
