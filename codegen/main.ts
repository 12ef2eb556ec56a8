// npm run generate [-- --check] [-- --spec FILE --out DIR]; npm run dev adds --watch, which generates again at each save.
import { utimesSync } from 'node:fs'
import { runGenerate } from './command.ts'
import { houseTargets } from './outputs.ts'
import { watchFile } from './watch.ts'

const args = process.argv.slice(2)
process.exitCode = await runGenerate(
  args.filter(arg => arg !== '--watch'),
  console,
)
if (args.includes('--watch')) {
  watchFile('openapi.yaml', async () => {
    await runGenerate([], console)
    // The server publishes the document, so it starts again also for a change that no generated file shows.
    utimesSync(houseTargets.routes, new Date(), new Date())
  })
}
