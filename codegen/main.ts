// npm run generate [-- --check] [-- --spec FILE --out DIR]
import { runGenerate } from './command.ts'

process.exitCode = await runGenerate(process.argv.slice(2), console)
