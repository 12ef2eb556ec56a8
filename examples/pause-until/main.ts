// node main.ts --until 2027-01-31 [--subscription 12 13 …]
import { runProgram } from '../connect.ts'
import { readArguments } from './arguments.ts'
import { pauseUntil } from './pause-until.ts'

await runProgram(readArguments, (api, { until, ids }) => pauseUntil(api, until, ids, console))
