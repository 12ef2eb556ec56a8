import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// `npm run types` uses the native compiler, which is several times faster. The client is built by the other, which most of its users have.
const COMPILERS = ['typescript', 'typescript-native']

const PROGRAM = `import { createClient } from '${path.resolve('client/src/index.ts')}'

const api = createClient({ baseUrl: 'http://127.0.0.1:3000' })
const { data } = await api.GET('/api/v1/invoices', { params: { query: { stauts: 'paid' } } })
await api.POST('/api/v1/tickets', { body: { subject: 'Disk', body: 'Full', priority: 'highest' } })
await api.GET('/api/v1/invoices/{id}')
export const first: string = data?.data[0].number
// @ts-expect-error
export const second: number = 2
const unused = 3
export function third(status: 'open' | 'paid'): number {
  switch (status) {
    case 'open':
      return 3
  }
}
`

let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'compilers-'))
  writeFileSync(path.join(folder, 'program.mts'), PROGRAM)
  const settings = {
    extends: path.resolve('client/tsconfig.build.json'),
    compilerOptions: { noEmit: true, rootDir: '/', skipLibCheck: true, rewriteRelativeImportExtensions: false },
    include: ['program.mts'],
  }
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(settings))
})

afterAll(() => rmSync(folder, { recursive: true }))

/** Place and code of each error: `program.mts(4,69): error TS2353`. */
const errorsOf = (compiler: string) =>
  spawnSync(process.execPath, [path.resolve('node_modules', compiler, 'bin/tsc')], { cwd: folder, encoding: 'utf8' })
    .stdout.split('\n')
    .flatMap(line => line.match(/^\S+\(\d+,\d+\): error TS\d+/) ?? [])

test('both compilers report the same errors', () => {
  const [stable, native] = COMPILERS.map(errorsOf)
  expect(native).toEqual(stable)
  expect(stable?.map(error => Number(error.match(/\((\d+),/)?.[1]))).toEqual([4, 5, 6, 7, 8, 10, 11])
})
