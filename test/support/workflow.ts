import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'

export interface Step {
  name?: string
  id?: string
  uses?: string
  run?: string
  if?: string
  with?: Record<string, unknown>
  env?: Record<string, string>
  'continue-on-error'?: boolean
}

export interface Job {
  permissions?: Record<string, string>
  'timeout-minutes'?: number
  if?: string
  needs?: string | string[]
  strategy?: { matrix: { shard: string[] } }
  env?: Record<string, string>
  steps: Step[]
}

export interface Workflow {
  name: string
  on: Record<string, unknown>
  permissions?: unknown
  jobs: Record<string, Job>
}

export const workflowFiles = (): string[] => readdirSync('.github/workflows')
export const textOf = (name: string): string => readFileSync(`.github/workflows/${name}`, 'utf8')
export const workflowOf = (name: string): Workflow => parse(textOf(name))
export const stepsIn = ({ jobs }: Pick<Workflow, 'jobs'>): Step[] => Object.values(jobs).flatMap(({ steps }) => steps)
/** The action of a step, without its commit. */
export const actionOf = ({ uses }: Step): string | undefined => uses?.replace(/@.*/, '')
