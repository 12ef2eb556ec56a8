import { type Database, DatabaseUnavailable, type Queries } from '../../server/database/database.ts'

/**
 * A database that fails on demand: `error` for an internal error, `busy` for a temporary one.
 * @param only the methods that fail; all of them if omitted
 */
export function faultyDatabase(only?: readonly (keyof Database)[]) {
  const state: { fault?: 'error' | 'busy' | undefined } = {}

  const fails = (name: string | symbol) => name !== 'close' && (only?.includes(name as keyof Database) ?? true)

  function failing<T extends Queries>(queries: T): T {
    return new Proxy(queries, {
      get(target, name) {
        const member = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return (...parameters: unknown[]) => {
          if (state.fault && fails(name)) return Promise.reject(faultOf(state.fault))
          return Reflect.apply(member, target, parameters)
        }
      },
    })
  }

  return { state, wrap: (database: Database): Database => failing(database) }
}

const faultOf = (fault: 'error' | 'busy') =>
  fault === 'busy' ? new DatabaseUnavailable('busy') : new Error('injected fault with a secret: hunter2')
