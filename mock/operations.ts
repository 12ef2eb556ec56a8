import { routes } from '../server/generated/routes.gen.ts'

export interface OperationPath {
  id: string
  /** In upper case. */
  method: string
  path: string
}

/** The operations of the contract that the server was generated from. */
export const serverOperations: readonly OperationPath[] = Object.values(routes).flatMap(group =>
  Object.entries(group).map(([id, { method, path }]) => ({ id, method: method.toUpperCase(), path })),
)

/**
 * Finds the operation of a request. A path without parameters takes precedence (OpenAPI 3.1, Paths Object).
 * @returns a function from method and path to an operationId; undefined outside the operations
 */
export function createOperationFinder(operations: readonly OperationPath[]) {
  const parameters = (path: string) => path.split('{').length
  const patterns = operations
    .toSorted((a, b) => parameters(a.path) - parameters(b.path))
    .map(({ id, method, path }) => ({ id, method, path: new RegExp(`^${patternOf(path)}$`) }))
  return (method: string, path: string): string | undefined => {
    const asked = method === 'HEAD' ? 'GET' : method
    return patterns.find(each => each.method === asked && each.path.test(path))?.id
  }
}

const patternOf = (path: string) => path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '[^/]+')
