// Loaded before the server with --import. Plain JavaScript, because an older Node.js would stop at the first type
// annotation with a syntax error instead of this message.
const REQUIRED = [24, 18]

/** @param {string} version such as `24.21.0` */
export function isTooOld(version) {
  const [major, minor] = version.split('.').map(Number)
  return major < REQUIRED[0] || (major === REQUIRED[0] && minor < REQUIRED[1])
}

if (isTooOld(process.versions.node)) {
  console.error(
    `Node.js ${REQUIRED.join('.')} or newer is required; this is ${process.versions.node}. Run \`npm ci\` without --ignore-scripts and --omit=dev, then \`npm start\`, which uses the Node.js that npm ci installed, or upgrade Node.js.`,
  )
  process.exit(1)
}
