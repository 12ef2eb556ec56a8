import type { Operation } from '../contract.ts'
import { slugOf } from '../slug.ts'

/** The place of an operation in the reference. */
export const docsLink = ({ tags: [tag = ''], operationId }: Operation): string =>
  `/docs#tag/${slugOf(tag)}/${operationId}`
