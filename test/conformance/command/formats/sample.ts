import type { Report } from '../../../../conformance/report.ts'

/** A report with every kind of content. */
export function sampleReport(changes: Partial<Report> = {}): Report {
  const violation = {
    operation: 'listThings',
    rule: 'body',
    message: '/data/0/total must be string',
    case: 'base',
    place: 'openapi.yaml:12:7',
    request: { method: 'GET', path: '/things?a=<1>&b="2"', headers: { Authorization: 'Bearer $TOKEN' } },
    response: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"data":[{"total":1}]}' },
    curl: "curl 'http://127.0.0.1:3000/things'",
  }
  return {
    contract: { file: 'openapi.yaml', title: 'Things & more', version: '1.0.0' },
    target: 'http://127.0.0.1:3000',
    verdict: 'failed',
    counts: { requests: 1234, cases: 12, skipped: 2, scenarios: 3, violations: 4, cells: 7, covered: 3, excluded: 2 },
    violations: [
      violation,
      { ...violation, case: 'query a: empty' },
      { ...violation, case: 'query b: empty' },
      { operation: '', rule: 'status', message: 'bell \u0007, escape \u001b[31m, lone \ud800', case: 'PATCH /things' },
    ],
    cells: [
      { kind: 'response', name: 'listThings 200 application/json', operation: 'listThings', status: '200', seen: 12 },
      {
        kind: 'response',
        name: 'listThings 503 application/json',
        operation: 'listThings',
        status: '503',
        seen: 0,
        exclusion: 'only a busy server says it',
      },
      { kind: 'response', name: 'addThing 201 application/json', operation: 'addThing', status: '201', seen: 3 },
      { kind: 'response', name: 'addThing 201 text/plain', operation: 'addThing', status: '201', seen: 0 },
      {
        kind: 'response',
        name: 'addThing 503 application/json',
        operation: 'addThing',
        status: '503',
        seen: 0,
        exclusion: 'only a busy server says it',
      },
      {
        kind: 'header',
        name: 'addThing 201 Location',
        operation: 'addThing',
        status: '201',
        header: 'Location',
        seen: 3,
      },
      { kind: 'value', name: '#/components/schemas/Thing/properties/state enum "gone"', seen: 0 },
      {
        kind: 'rule',
        name: 'listThings: max_id leaves out newer rows',
        operation: 'listThings',
        seen: 0,
        reason: 'the list has no rows',
        hint: 'add rows to things.ts',
      },
    ],
    scenarios: [
      { name: 'a filter filters', result: 'passed' },
      { name: 'a walk sees each row once', result: 'failed', reason: 'row 3 came twice' },
      { name: 'pauses end', result: 'skipped', reason: 'needs a clock' },
      { name: 'trials end', result: 'skipped', reason: 'needs a clock' },
    ],
    leftOut: ['2 of 9 operations, because they need a token'],
    ...changes,
  }
}
