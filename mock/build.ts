// npm run mock:build
import { buildMock } from './node/build.ts'

await buildMock('mock/dist')
