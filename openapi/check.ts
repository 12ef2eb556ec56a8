import type { Checked } from './check/checked.ts'
import { checkMedia } from './check/content.ts'
import { checkDiscriminator } from './check/discriminators.ts'
import { checkFields } from './check/fields.ts'
import { checkParameter, checkParameters, checkTextTypes } from './check/parameters.ts'
import { checkPaths } from './check/paths.ts'
import { checkReferences } from './check/references.ts'
import { checkSchema } from './check/schemas.ts'
import { checkFlow, checkRequirement, checkScheme } from './check/security.ts'
import { checkServerVariable } from './check/servers.ts'
import { checkVersion } from './check/version.ts'
import type { OpenApiDocument } from './document.ts'
import type { Refusal } from './refusal.ts'
import { type Node, walk } from './walk.ts'

/** Everything for which a document is refused, in document order. */
export function refusalsOf(document: OpenApiDocument): Refusal[] {
  const checked: Checked = { document, nodes: [...walk(document.root)] }
  const found = [
    ...checkVersion(document.root),
    ...checked.nodes.flatMap(node => [...checkNode(checked, node)]),
    ...checkReferences(checked),
    ...checkPaths(document),
  ]
  return found
    .filter(
      ({ pointer, reason }, index) =>
        index === found.findIndex(each => each.pointer === pointer && each.reason === reason),
    )
    .map(refusal => ({ refusal, place: document.place(refusal.pointer) }))
    .sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
    .map(({ refusal }) => refusal)
}

function* checkNode(checked: Checked, node: Node): Generator<Refusal> {
  yield* checkFields(node)
  switch (node.kind) {
    case 'Schema':
      yield* checkSchema(node)
      yield* checkDiscriminator(checked.document, node)
      break
    case 'Parameter':
      yield* checkParameter(checked.document, node)
      break
    case 'Header':
      yield* checkTextTypes(checked.document, node, 'header', false)
      break
    case 'PathItem':
    case 'Operation':
      yield* checkParameters(checked.document, node)
      break
    case 'MediaType':
      yield* checkMedia(node)
      break
    case 'SecurityRequirement':
      yield* checkRequirement(checked, node)
      break
    case 'SecurityScheme':
      yield* checkScheme(node)
      break
    case 'OAuthFlow':
      yield* checkFlow(node)
      break
    case 'ServerVariable':
      yield* checkServerVariable(node)
  }
}
