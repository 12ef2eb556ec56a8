import { CommandError } from './cli/command-error.ts'

/** An error at a place in a document: `FILE:LINE:COL #/pointer: reason`. */
export class DocumentError extends CommandError {
  override name = 'DocumentError'
}
