/** What cannot be judged, and why, in one line for whoever asked. */
export class DiffRefused extends Error {
  override name = 'DiffRefused'
}
