/** What is wrong with a document, and where: `FILE:LINE:COL #/pointer: reason`. */
export class DocumentError extends Error {
  override name = 'DocumentError'
}
