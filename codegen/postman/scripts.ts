import type { Located, OpenApiDocument } from '../../openapi/document.ts'
import { type Operation, resolvedMembers } from '../../openapi/operations.ts'
import { contentOf } from '../media.ts'
import type { Script } from './format.ts'
import { CHOSEN_VARIABLES, type Run } from './run.ts'

/** Checks that the response is the successful one that the contract declares. */
export function scriptsOf(document: OpenApiDocument, { responses }: Operation, run: Run): Script[] {
  const { idVariable, after = [], repeated } = run
  const isChosen = idVariable !== undefined && idVariable in CHOSEN_VARIABLES
  const success = responses.find(([status]) => /^2\d\d$/.test(status))
  const tests = success ? [...statusTest(success[0], repeated), ...headerTests(document, success[1])] : []
  return [
    ...(isChosen ? [scriptOf('prerequest', [skipIfEmpty(idVariable)])] : []),
    scriptOf('test', [...tests, ...after]),
  ]
}

const scriptOf = (listen: Script['listen'], exec: string[]): Script => ({
  listen,
  script: { type: 'text/javascript', exec },
})

const skipIfEmpty = (variable: string): string => `if (!pm.variables.get("${variable}")) pm.execution.skipRequest();`

function statusTest(status: string, repeated: string | undefined): string[] {
  if (repeated === undefined)
    return [`pm.test("the status is ${status}", () => pm.response.to.have.status(${status}));`]
  return [
    `pm.test("the status is ${status}, or 422 ${repeated} in a second run", () => {`,
    `  if (pm.response.code === 422) pm.expect(pm.response.json().code).to.equal("${repeated}");`,
    `  else pm.response.to.have.status(${status});`,
    '});',
  ]
}

function headerTests(document: OpenApiDocument, response: Located): string[] {
  const [type = ''] = contentOf(response).map(([name]) => name)
  const required = resolvedMembers(document, response, 'headers').filter(([, { value }]) => value.required === true)
  return [
    `pm.test("the media type is ${type}", () => {`,
    '  const [type] = pm.response.headers.get("Content-Type").split(";");',
    `  pm.expect(type).to.equal("${type}");`,
    '});',
    'pm.test("the required headers are present", () => {',
    `  for (const name of ${JSON.stringify(required.map(([name]) => name))}) pm.response.to.have.header(name);`,
    '});',
  ]
}
