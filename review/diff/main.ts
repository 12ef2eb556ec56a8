// npm run spec:diff
import { runProcess } from '../../openapi/cli/run.ts'
import { runDiff } from './command.ts'

await runProcess(args => runDiff(args, console))
