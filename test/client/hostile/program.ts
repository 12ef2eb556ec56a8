import { createClient } from '@clustrix/client'
import { callOf, targets } from './targets.ts'

/** A program that calls an operation at each of the URLs given, and then has nothing more to do. */
const [id, ...urls] = process.argv.slice(2)
const target = targets.find(each => each.id === id)!

for (const baseUrl of urls) {
  const api = createClient({ baseUrl, token: '2|any', maxRetries: 0, attemptTimeout: 300 })
  await callOf(api, target).catch(error => error.code)
}
const own = process.getActiveResourcesInfo().filter(name => name === 'Timeout')
process.stdout.write(`${urls.length} calls, ${own.length} timers\n`)
