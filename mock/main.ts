// npm run mock
import { runProcess } from '../openapi/cli/run.ts'
import { runMock } from './command.ts'

await runProcess(args => runMock(args, console))
