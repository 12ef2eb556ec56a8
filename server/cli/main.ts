import { runClustrix } from './program.ts'
import { processTerminal } from './terminal.ts'

process.exitCode = await runClustrix(process.argv.slice(2), processTerminal(process.env))
