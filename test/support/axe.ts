import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from './browser.ts'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** The number of elements that break a rule, by rule; or also those that axe cannot decide on. */
export async function axeFindings(
  page: Page,
  kinds: ('violations' | 'incomplete')[] = ['violations'],
): Promise<Record<string, number>> {
  await page.evaluate(axe)
  const found = await page.evaluate(
    `axe.run().then(found => ${JSON.stringify(kinds)}.flatMap(kind => found[kind].map(({ id, nodes }) => [id, nodes.length])))`,
  )
  return Object.fromEntries(found as [string, number][])
}
