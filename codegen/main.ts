// npm run generate
import { runProcess } from '../openapi/cli/run.ts'
import { runGenerate } from './command.ts'

await runProcess(args => runGenerate(args, console))
