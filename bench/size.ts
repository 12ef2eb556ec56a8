/** The size of the client as a browser gets it; exit 1 when it is above a limit. */
import { sizeLimits, weigh } from './size-limits.ts'

for (const { name, bundle, minified, gzipped, isTooLarge } of await Promise.all(sizeLimits.map(weigh))) {
  const most = [`${minified} minified`, ...(gzipped ? [`${gzipped} gzipped`] : [])].join(', ')
  console.log(`${name}: ${bundle.minified} bytes minified, ${bundle.gzipped} gzipped (at most ${most})`)
  if (isTooLarge) process.exitCode = 1
}
