import { onTestFinished } from 'vitest'
import { type Devtools, startChromium } from '../../repository/pictures/devtools.ts'
import { temporaryFolder } from './temporary-folder.ts'

export type { Parameters } from '../../repository/pictures/devtools.ts'

/** Starts a new browser that is closed when the test ends. */
export async function startBrowser(): Promise<Devtools> {
  const profile = temporaryFolder()
  const devtools = await startChromium(profile)
  onTestFinished(devtools.close)
  return devtools
}
