import type { Rule } from './rule.ts'
import { additionsMarked } from './rules/additions-marked.ts'
import { bodyDeclares400413415422 } from './rules/body-declares-400-413-415-422.ts'
import { boundsInOrder } from './rules/bounds-in-order.ts'
import { componentUsed } from './rules/component-used.ts'
import { componentsPascalCase } from './rules/components-pascal-case.ts'
import { contentHasExample } from './rules/content-has-example.ts'
import { declares429500503 } from './rules/declares-429-500-503.ts'
import { defaultFits } from './rules/default-fits.ts'
import { discriminatorRequired } from './rules/discriminator-required.ts'
import { enumDescribed } from './rules/enum-described.ts'
import { enumFits } from './rules/enum-fits.ts'
import { errorSchema } from './rules/error-schema.ts'
import { exampleDirection } from './rules/example-direction.ts'
import { exampleFits } from './rules/example-fits.ts'
import { exampleLinks } from './rules/example-links.ts'
import { exampleOrExamples } from './rules/example-or-examples.ts'
import { examplePropertiesDefined } from './rules/example-properties-defined.ts'
import { extensibleEnumDescribed } from './rules/extensible-enum-described.ts'
import { headerHasExample } from './rules/header-has-example.ts'
import { headersKebabCase } from './rules/headers-kebab-case.ts'
import { idDeclares403404 } from './rules/id-declares-403-404.ts'
import { namesSnakeCase } from './rules/names-snake-case.ts'
import { oneTag } from './rules/one-tag.ts'
import { operationIdCamelCase } from './rules/operation-id-camel-case.ts'
import { operationIdVerb } from './rules/operation-id-verb.ts'
import { patternSafe } from './rules/pattern-safe.ts'
import { propertyHasExample } from './rules/property-has-example.ts'
import { requestArrayBounded } from './rules/request-array-bounded.ts'
import { requestNumberBounded } from './rules/request-number-bounded.ts'
import { requestObjectClosed } from './rules/request-object-closed.ts'
import { requestStringBounded } from './rules/request-string-bounded.ts'
import { requiredPropertiesDefined } from './rules/required-properties-defined.ts'
import { securedDeclares401 } from './rules/secured-declares-401.ts'
import { vocabulary } from './rules/vocabulary.ts'

export const rules: readonly Rule[] = [
  vocabulary,
  securedDeclares401,
  declares429500503,
  idDeclares403404,
  bodyDeclares400413415422,
  errorSchema,
  contentHasExample,
  headerHasExample,
  propertyHasExample,
  exampleFits,
  exampleDirection,
  exampleOrExamples,
  exampleLinks,
  examplePropertiesDefined,
  defaultFits,
  enumFits,
  requestStringBounded,
  requestArrayBounded,
  requestNumberBounded,
  requestObjectClosed,
  patternSafe,
  boundsInOrder,
  requiredPropertiesDefined,
  discriminatorRequired,
  oneTag,
  operationIdVerb,
  operationIdCamelCase,
  namesSnakeCase,
  headersKebabCase,
  componentsPascalCase,
  additionsMarked,
  enumDescribed,
  extensibleEnumDescribed,
  componentUsed,
]
