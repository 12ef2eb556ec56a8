import { beforeEach, inject } from 'vitest'
import { useEngine } from '../engine.ts'
import { postgresEngine } from './engine.ts'

// All tests of this project open their databases on PostgreSQL.

const folder = inject('postgresFolder')
if (folder) useEngine(await postgresEngine(folder))
else beforeEach(context => context.skip('PostgreSQL cannot be run here'))
