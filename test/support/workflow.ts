import { readFileSync } from 'node:fs'
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

export interface Workflow {
  on: Record<string, unknown>
  permissions: Record<string, string>
  jobs: Record<string, { permissions?: unknown; if?: string; env?: Record<string, string>; steps: Step[] }>
}

export const textOf = (name: string): string => readFileSync(`.github/workflows/${name}`, 'utf8')
export const workflowOf = (name: string): Workflow => parse(textOf(name))
export const stepsIn = ({ jobs }: Workflow): Step[] => Object.values(jobs).flatMap(({ steps }) => steps)
