// Writes docs/spec-review-sample.md: node test/review/report/write-sample.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { MARKER } from '../../../review/report/markdown/report.ts'
import { sampleReport } from './sample.ts'

const FILE = 'docs/spec-review-sample.md'

const [introduction = ''] = readFileSync(FILE, 'utf8').split(MARKER)
writeFileSync(FILE, introduction + (await sampleReport()))
