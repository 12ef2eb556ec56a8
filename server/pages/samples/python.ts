import { type Literals, literal } from './literal.ts'
import type { SampleRequest } from './request.ts'

const SCALARS = new Map<unknown, string>([
  [true, 'True'],
  [false, 'False'],
  [null, 'None'],
])

const PYTHON: Literals = {
  text: value => JSON.stringify(value),
  scalar: value => SCALARS.get(value) ?? String(value),
  indent: '    ',
  array: ['[', ']'],
  object: ['{', '}'],
  key: name => `${JSON.stringify(name)}: `,
}

/** A program with the standard library. */
export function pythonSample({
  method,
  url,
  needsToken,
  takesIdempotencyKey,
  body,
  saveAs,
  hasResponseBody,
}: SampleRequest): string {
  const printsJson = saveAs === undefined && hasResponseBody
  const modules = [
    ...(body || printsJson ? ['json'] : []),
    ...(needsToken ? ['os'] : []),
    'urllib.request',
    ...(takesIdempotencyKey ? ['uuid'] : []),
  ]
  const headers = [
    ...(needsToken ? ['"Authorization": "Bearer " + os.environ["TOKEN"]'] : []),
    ...(takesIdempotencyKey ? ['"Idempotency-Key": str(uuid.uuid4())'] : []),
    ...(body ? [`"Content-Type": ${PYTHON.text(body.type)}`] : []),
  ]
  const options = [
    PYTHON.text(url),
    ...(method === 'GET' ? [] : [`method=${PYTHON.text(method)}`]),
    ...(headers.length > 0 ? [`headers={\n${headers.map(header => `        ${header},\n`).join('')}    }`] : []),
    ...(body ? [`data=json.dumps(${literal(body.value, PYTHON, 1)}).encode()`] : []),
  ]
  return [
    ...modules.map(name => `import ${name}`),
    '',
    `request = urllib.request.Request(\n${options.map(option => `    ${option},\n`).join('')})`,
    'with urllib.request.urlopen(request) as response:',
    ...(saveAs !== undefined
      ? [`    with open(${PYTHON.text(saveAs)}, "wb") as file:`, '        file.write(response.read())']
      : [printsJson ? '    print(json.dumps(json.load(response), indent=2))' : '    print(response.status)']),
  ].join('\n')
}
