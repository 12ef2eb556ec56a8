import { openFile } from '../../../../server/database/sqlite/node.ts'

// A process that increments two rows, both in each transaction, until it is killed: counter.ts FILE

const database = await openFile(process.argv[2] ?? '')
const SET = 'INSERT INTO settings (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value'
for (let count = 1; ; count++) {
  await database.write(async queries => {
    for (const name of ['a', 'b']) await queries.run(SET, { name, value: String(count) })
  })
  if (count === 1) process.send?.('ready')
}
