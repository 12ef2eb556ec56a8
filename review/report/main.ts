// npm run spec:review -- --base REF_OR_FILE --out DIR [--head FILE]
import { runReview } from './command.ts'

// Whoever reads may leave; the files and the exit code still say all.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

process.exitCode = await runReview(process.argv.slice(2), console)
