import { describe, expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { operator } from '../../support/operator.ts'

const ADD = ['client', 'add', '--name', 'New Ltd', '--line1', '1 High Street', '--city', 'Leeds', '--country', 'GB']

describe('clustrix client', () => {
  test('add stores a client that show and list return', async () => {
    const run = operator(testApp().database)
    const { json } = await run([...ADD, '--currency', 'GBP', '--external-ref', 'WHMCS-7', '--json'])
    expect(json.data).toMatchObject({ id: 6, name: 'New Ltd', currency: 'GBP', external_ref: 'WHMCS-7' })
    expect((await run(['client', 'show', '6', '--json'])).json.data).toEqual(json.data)
    expect((await run(['client', 'list', '--after', '5', '--json'])).json.data).toEqual([json.data])
  })

  test('update changes only what is given', async () => {
    const run = operator(testApp().database)
    const { json } = await run(['client', 'show', '4', '--json'])
    const updated = await run(['client', 'update', '4', '--postal-code', '10117', '--json'])
    expect(updated.json.data).toEqual({ ...(json.data as object), postal_code: '10117' })
  })

  test.each([
    ['an unknown currency', [...ADD, '--currency', 'EURO'], 'client, currency'],
    ['a control character', [...ADD, '--currency', 'GBP', '--name', 'A\u001b[2J'], 'client, name'],
    ['two lines', [...ADD, '--currency', 'GBP', '--line1', 'A\nB'], 'client, line1'],
    ['a long text', [...ADD, '--currency', 'GBP', '--email', 'x'.repeat(256)], 'client, email'],
    ['an empty text', [...ADD, '--currency', 'GBP', '--line2', ' '], 'client, line2'],
    ['a country by its name', [...ADD.slice(0, -1), 'England', '--currency', 'GBP'], 'client, country'],
  ])('add refuses %s and changes nothing', async (_, args, at) => {
    const { database } = testApp()
    const run = operator(database)
    const { exitCode, json } = await run([...args, '--json'])
    expect({ exitCode, code: json.error?.code }).toEqual({ exitCode: 1, code: 'refused' })
    expect(json.error?.problems.map(problem => problem.at)).toContain(at)
    expect((await run(['client', 'list', '--after', '5', '--json'])).json.data).toEqual([])
    expect((await run(['audit', 'list', '--json'])).json.data).toEqual([])
  })

  test('add and update refuse an external reference that another client has', async () => {
    const run = operator(testApp().database)
    const add = [...ADD, '--currency', 'GBP', '--external-ref', 'WHMCS-7']
    expect((await run(add)).exitCode).toBe(0)
    const refused = { exitCode: 1, err: 'Client 6 already has the external reference WHMCS-7\n' }
    expect(await run(add)).toMatchObject(refused)
    expect(await run(['client', 'update', '4', '--external-ref', 'WHMCS-7'])).toMatchObject(refused)
    expect(await run(['client', 'update', '6', '--city', 'York', '--external-ref', 'WHMCS-7'])).toMatchObject({
      exitCode: 0,
    })
  })

  test('add names every missing option', async () => {
    const { exitCode, err } = await operator(testApp().database)(['client', 'add', '--name', 'New', '--line1', '1'])
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: 'Missing: --city, --country, --currency\n' })
  })

  test('show says how to find a client', async () => {
    const { exitCode, err } = await operator(testApp().database)(['client', 'show', '99'])
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: 'There is no client 99; "clustrix client list" shows all\n' })
  })
})
