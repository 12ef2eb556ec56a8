import { curlSample } from './curl.ts'
import { phpSample } from './php.ts'
import { pythonSample } from './python.ts'
import type { SampleRequest } from './request.ts'
import { typescriptSample } from './typescript.ts'

/** In the order in which `/docs` offers them; the first is shown. */
export const LANGUAGES: readonly { lang: string; label: string; write: (request: SampleRequest) => string }[] = [
  { lang: 'typescript', label: '@clustrix/client', write: typescriptSample },
  { lang: 'shell', label: 'curl', write: curlSample },
  { lang: 'php', label: 'PHP', write: phpSample },
  { lang: 'python', label: 'Python', write: pythonSample },
]
