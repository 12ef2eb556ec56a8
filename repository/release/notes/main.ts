// npm run release:notes
import { runProcess } from '../../../openapi/cli/run.ts'
import { runReleaseNotes } from './command.ts'

await runProcess(args => runReleaseNotes(args, console))
