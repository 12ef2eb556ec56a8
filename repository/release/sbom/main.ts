// npm run release:sbom
import { runProcess } from '../../../openapi/cli/run.ts'
import { runSbom } from './command.ts'

await runProcess(args => runSbom(args, console))
