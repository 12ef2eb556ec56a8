import { isObject, type JsonObject, type OpenApiDocument } from '../../openapi/document.ts'
import { type Operation, operationsOf } from '../../openapi/operations.ts'
import { FORM } from '../media.ts'
import type { Collection, Folder, Variable } from './format.ts'
import { itemOf, variableOf } from './requests.ts'
import { CHOSEN_VARIABLES } from './run.ts'

const LOGIN = 'createToken'
const LOGOUT = 'revokeToken'

/** The contract as a Postman collection, in an order in which all requests can be run, as often as you like. */
export function emitPostmanCollection(document: OpenApiDocument, notice: string): string {
  const { info, tags } = document.root
  const { title = '', version = '', summary = '' } = isObject(info) ? info : {}
  const operations = operationsOf(document)
  const folders = (Array.isArray(tags) ? tags : []).filter(isObject).map(tag => folderOf(document, tag, operations))
  const logout = operations.filter(({ id }) => id === LOGOUT).map(operation => itemOf(document, operation))
  const collection: Collection = {
    info: {
      name: String(title),
      description: [
        String(summary),
        'Set the variables `baseUrl`, `email` and `password`, and send a request of the folder Auth. The other requests use its token.',
        notice,
      ].join('\n\n'),
      version: String(version),
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}' }] },
    variable: variablesOf(operations),
    item: [...folders, { name: 'Log out', description: 'Last, because it ends the token.', item: logout }],
  }
  return `${JSON.stringify(collection, null, 2)}\n`
}

function folderOf(document: OpenApiDocument, { name, description = '' }: JsonObject, operations: Operation[]): Folder {
  const item = (operation: Operation, type?: string) => itemOf(document, operation, type)
  const logout = operations.filter(({ id }) => id === LOGOUT)
  return {
    name: String(name),
    description: String(description),
    item: operations
      .filter(({ id, tags }) => tags.includes(String(name)) && id !== LOGOUT)
      .flatMap(operation =>
        // The token of the first login is revoked before the second one, because tokens do not expire.
        operation.id === LOGIN
          ? [item(operation, FORM), ...logout.map(each => item(each)), item(operation)]
          : [item(operation)],
      ),
  }
}

function variablesOf(operations: Operation[]): Variable[] {
  const ids = operations
    .flatMap(({ parameters }) => parameters)
    .filter(({ value }) => value.in === 'path')
    .map(parameter => [variableOf(parameter), parameter.value.example ?? ''])
  return [
    { key: 'baseUrl', value: 'http://127.0.0.1:3000', description: 'Address of the server.' },
    { key: 'email', value: 'you@company.com', description: 'Email address of your portal user.' },
    { key: 'password', value: 'correct horse battery staple', description: 'Password of your portal user.' },
    { key: 'token', value: '', description: 'Set by the login.' },
    ...[...new Map(ids as [string, unknown][])].map(([key, value]) => ({
      key,
      value: String(value),
      description: 'Used in paths. Requests before may set it.',
    })),
    ...Object.entries(CHOSEN_VARIABLES).map(([key, description]) => ({ key, value: '', description })),
  ]
}
