import { createClient } from '@clustrix/client'
import { callOf, targetOf } from './targets.ts'

/** Calls an operation at each of the given URLs, and then has nothing left to do. */
const [id = '', ...urls] = process.argv.slice(2)
const target = targetOf(id)

for (const baseUrl of urls) {
  const api = createClient({ baseUrl, token: '2|any', maxRetries: 0, attemptTimeout: 300 })
  await callOf(api, target).catch(error => error.code)
}
const timers = process.getActiveResourcesInfo().filter(name => name === 'Timeout')
process.stdout.write(`${urls.length} calls, ${timers.length} timers\n`)
