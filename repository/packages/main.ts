// npm run packages:pack
import { runProcess } from '../../openapi/cli/run.ts'
import { runPack } from './command.ts'

await runProcess(args => runPack(args, console))
