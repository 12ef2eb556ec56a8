// npm run spec:lint
import { runProcess } from '../../openapi/cli/run.ts'
import { runLint } from './command.ts'

await runProcess(args => runLint(args, console))
