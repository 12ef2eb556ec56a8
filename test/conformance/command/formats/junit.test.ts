import { expect, test } from 'vitest'
import { junitOf } from '../../../../conformance/command/formats/junit.ts'
import { sampleReport } from './sample.ts'

test('there is a suite for each operation, for violations outside any operation, for values and for scenarios', () => {
  expect(junitOf(sampleReport())).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="Things &amp; more on http://127.0.0.1:3000" tests="14" failures="6" errors="0" skipped="4">
  <testsuite name="listThings" tests="4" failures="2" errors="0" skipped="1">
    <testcase classname="listThings" name="body: /data/0/total must be string">
      <failure message="/data/0/total must be string">openapi.yaml:12:7
case: base and 2 more
request: GET /things?a=&lt;1&gt;&amp;b=&quot;2&quot;
response: 200 {&quot;data&quot;:[{&quot;total&quot;:1}]}
curl 'http://127.0.0.1:3000/things'</failure>
    </testcase>
    <testcase classname="listThings" name="listThings 200 application/json"/>
    <testcase classname="listThings" name="listThings 503 application/json">
      <skipped message="only a busy server says it"></skipped>
    </testcase>
    <testcase classname="listThings" name="listThings: max_id leaves out newer rows">
      <failure message="declared, but never seen: the list has no rows: add rows to things.ts"></failure>
    </testcase>
  </testsuite>
  <testsuite name="outside any operation" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="outside any operation" name="status: bell \ufffd, escape \ufffd[31m, lone \ufffd">
      <failure message="bell \ufffd, escape \ufffd[31m, lone \ufffd">case: PATCH /things</failure>
    </testcase>
  </testsuite>
  <testsuite name="addThing" tests="4" failures="1" errors="0" skipped="1">
    <testcase classname="addThing" name="addThing 201 application/json"/>
    <testcase classname="addThing" name="addThing 201 text/plain">
      <failure message="declared, but never seen"></failure>
    </testcase>
    <testcase classname="addThing" name="addThing 503 application/json">
      <skipped message="only a busy server says it"></skipped>
    </testcase>
    <testcase classname="addThing" name="addThing 201 Location"/>
  </testsuite>
  <testsuite name="values" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="values" name="#/components/schemas/Thing/properties/state enum &quot;gone&quot;">
      <failure message="declared, but never seen"></failure>
    </testcase>
  </testsuite>
  <testsuite name="scenarios" tests="4" failures="1" errors="0" skipped="2">
    <testcase classname="scenarios" name="a filter filters"/>
    <testcase classname="scenarios" name="a walk sees each row once">
      <failure message="row 3 came twice"></failure>
    </testcase>
    <testcase classname="scenarios" name="pauses end">
      <skipped message="needs a clock"></skipped>
    </testcase>
    <testcase classname="scenarios" name="trials end">
      <skipped message="needs a clock"></skipped>
    </testcase>
  </testsuite>
</testsuites>
`)
})

test('an inconclusive run is an error', () => {
  const xml = junitOf(
    sampleReport({ verdict: 'inconclusive', reason: 'it is\ndown', violations: [], cells: [], scenarios: [] }),
  )
  expect(xml).toContain('<testsuite name="conformance" tests="1" failures="0" errors="1" skipped="0">')
  expect(xml).toContain('<error message="it is&#10;down"></error>')
})

test('no character remains that XML excludes', () => {
  const message = Array.from({ length: 0x11000 }, (_, code) => String.fromCharCode(code)).join('')
  const xml = junitOf(sampleReport({ violations: [{ operation: 'a', rule: 'b', message, case: 'c' }] }))
  expect(xml.isWellFormed()).toBe(true)
  // XML 1.0, 2.2: Char
  expect(xml.replace(/[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')).toBe('')
})
