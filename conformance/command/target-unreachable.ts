/** A target that cannot be asked: it is down, silent, or does not speak HTTP. The message is one line. */
export class TargetUnreachable extends Error {
  override name = 'TargetUnreachable'
}
