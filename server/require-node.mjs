// Loaded before the server with --import, and plain JavaScript: an older node would stop at the first type annotation with a
// syntax error that tells nobody what to do.
const NEEDED = [24, 18]

/** @param {string} version such as `24.21.0` */
export function isTooOld(version) {
  const [major, minor] = version.split('.').map(Number)
  return major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])
}

if (isTooOld(process.versions.node)) {
  console.error(
    `Node.js ${NEEDED.join('.')} or newer is needed, this is ${process.versions.node}: run \`npm ci\` without --ignore-scripts and --omit=dev and start by \`npm start\`, which finds the one it installs, or install it yourself.`,
  )
  process.exit(1)
}
