import { CommandError } from './cli/command-error.ts'

/** What is wrong with a document, and where: `FILE:LINE:COL #/pointer: reason`. */
export class DocumentError extends CommandError {
  override name = 'DocumentError'
}
