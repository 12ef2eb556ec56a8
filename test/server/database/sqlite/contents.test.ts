import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createPasswords } from '../../../../server/auth/passwords.ts'
import { seedDemo } from '../../../../server/demo/seed.ts'
import { shareDemo } from '../../../support/engine.ts'
import { operatorAt } from '../../../support/operator.ts'
import { sendSecrets } from '../../auth/secrets.ts'
import { addPrivateTexts, PERSONAL } from '../../cli/private-texts.ts'
import { newFile, open } from './files.ts'

// A file also has what was deleted or changed, unless it is overwritten, and so has its write-ahead log.

const stored = (file: string) =>
  [file, `${file}-wal`].map(each => readFileSync(each, { flag: 'a+' }).toString('latin1')).join()

test('the secret of a token and the password appear nowhere in the files of a database', async () => {
  const file = newFile()
  const database = await open(file)
  await seedDemo(database, { passwordHash: createPasswords().hash })
  const { hidden } = await sendSecrets(database)
  const running = stored(file)
  await database.close()
  const texts = running + stored(file)
  expect(texts).toContain('Needle')
  expect(hidden.filter(text => texts.includes(text))).toEqual([])
})

test('an erased client leaves no personal data in them, while a server has them open', async () => {
  const { location, open: openAgain } = await shareDemo()
  await addPrivateTexts(await openAgain())
  expect(stored(location)).toContain('PRIVATE')
  expect(stored(location)).toContain('you@company.com')
  const { exitCode } = await operatorAt(location)(['client', 'erase', '4', '--yes'])
  expect(exitCode).toBe(0)
  expect(stored(location).match(PERSONAL)).toBeNull()
})
