// npm run spec:review
import { runProcess } from '../../openapi/cli/run.ts'
import { runReview } from './command.ts'

await runProcess(args => runReview(args, console))
