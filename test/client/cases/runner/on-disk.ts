import { readdirSync } from 'node:fs'
import type { Case } from './case.ts'

const FOLDER = new URL('../', import.meta.url)

/** Every case that a file of the folder exports, whether or not the list of themes knows the file. */
export async function casesOnDisk(): Promise<Case[]> {
  const files = readdirSync(FOLDER).filter(
    file => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'themes.ts',
  )
  const modules = await Promise.all(files.map(file => import(new URL(file, FOLDER).href)))
  return modules.flatMap((module: Record<string, Case[]>) => Object.values(module).flat())
}
