/** Why a file cannot be read any further. */
export class Unreadable extends Error {
  override name = 'Unreadable'
}
