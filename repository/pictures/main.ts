// npm run pictures
import { runProcess } from '../../openapi/cli/run.ts'
import { runPictures } from './command.ts'

await runProcess(args => runPictures(args, console))
