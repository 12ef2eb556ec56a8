// npm run actions:check
import { runProcess } from '../../openapi/cli/run.ts'
import { runActionsCheck } from './command.ts'

await runProcess(args => runActionsCheck(args, console))
