/** A target that is down, silent or does not speak HTTP. The message is one line. */
export class TargetUnreachable extends Error {
  override name = 'TargetUnreachable'
}
