import { expect, test } from 'vitest'
import { playScenarios } from '../../../conformance/checks/scenarios.ts'
import { shapesOf } from '../../../conformance/contract/shape.ts'
import { converse, DEFAULT_ORIGIN } from '../../../conformance/conversation.ts'
import { createInProcess } from '../../../conformance/in-process/target.ts'
import { loginOf } from '../../../conformance/login.ts'
import { createRecorder } from '../../../conformance/recorder.ts'
import { scenarios } from '../../../conformance/scenarios/index.ts'
import { createSession } from '../../../conformance/session.ts'
import { loadDocument } from '../../../openapi/document.ts'

const document = loadDocument('openapi.yaml')
const shapes = shapesOf(document)
const target = await createInProcess()
// Made once: compiling every schema takes longer than a scenario, each of which starts from a restored world.
const recorder = createRecorder(document, shapes, DEFAULT_ORIGIN, { isStrict: true, stopAtFirst: false })
const session = createSession({
  ...{ document, shapes, login: loginOf(document, shapes)!, target, recorder },
  at: { now: target.now!(), known: {} },
  talk: converse(target),
})

test.each(scenarios)('$name', async scenario => {
  const before = recorder.violations.length
  const results = await playScenarios(session, [scenario])
  expect(results).toEqual([{ name: scenario.name, result: 'passed' }])
  expect(recorder.violations.slice(before)).toEqual([])
})

test('no two scenarios have the same name', () => {
  const names = scenarios.map(({ name }) => name)
  expect(names).toEqual([...new Set(names)])
})
