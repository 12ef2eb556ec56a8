// npm run generate [-- --check] [-- --spec FILE --out DIR]; npm run dev adds --watch, which generates again at each save.
import { runGenerate } from './command.ts'
import { watchFile } from './watch.ts'

const args = process.argv.slice(2)
process.exitCode = await runGenerate(
  args.filter(arg => arg !== '--watch'),
  console,
)
if (args.includes('--watch')) watchFile('openapi.yaml', () => void runGenerate([], console))
