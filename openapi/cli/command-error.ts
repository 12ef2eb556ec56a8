/** The command cannot do what it was asked to do. The message says what is wrong and, where that is not obvious, what to do. */
export class CommandError extends Error {
  override name = 'CommandError'
}
