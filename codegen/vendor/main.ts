// npm run docs:vendor
import { runProcess } from '../../openapi/cli/run.ts'
import { runVendor, VENDORED } from './command.ts'
import { fetchTarball } from './tarball.ts'

await runProcess(args => runVendor(args, console, VENDORED, fetchTarball))
