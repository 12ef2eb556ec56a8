import { into } from '../../../openapi/document.ts'
import type { Rule } from '../rule.ts'

/** `example` and `examples` exclude each other (OpenAPI 3.1, Media Type Object), and tools differ in which one they show. */
export const exampleOrExamples: Rule = {
  name: 'example-or-examples',
  *check({ nodes }) {
    for (const { value, pointer } of nodes)
      if (value.example !== undefined && value.examples !== undefined)
        yield {
          pointer: into(pointer, 'example'),
          message: '`example` is beside `examples`',
          hint: 'Move it into `examples`.',
        }
  },
}
