import type { OpenApiDocument } from '../../openapi/document.ts'
import { type Input, type Shape, shapesOf } from '../contract/request-shape.ts'

const shapesBy = new WeakMap<OpenApiDocument, readonly Shape[]>()

/**
 * Inputs that other operations declare and this one does not, each name once. A target that accepts them here does something
 * that its contract does not say.
 */
export function declaredElsewhere(
  document: OpenApiDocument,
  here: readonly Input[],
  of: (shape: Shape) => Input[],
): Input[] {
  const shapes = shapesBy.get(document) ?? shapesOf(document)
  shapesBy.set(document, shapes)
  const found = new Map(shapes.flatMap(of).map(input => [input.name, input]))
  for (const { name } of here) found.delete(name)
  return [...found.values()]
}
