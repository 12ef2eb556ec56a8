import { type Literals, literal } from './literal.ts'
import type { SampleRequest } from './request.ts'

const PHP: Literals = {
  text: phpText,
  scalar: value => (typeof value === 'number' ? String(value) : JSON.stringify(value)),
  indent: '    ',
  array: ['[', ']'],
  object: ['[', ']'],
  key: name => `${phpText(name)} => `,
}

/** A program with the curl extension. */
export function phpSample({
  method,
  url,
  needsToken,
  takesIdempotencyKey,
  body,
  saveAs,
  hasResponseBody,
}: SampleRequest): string {
  const headers = [
    ...(needsToken ? ["'Authorization: Bearer ' . getenv('TOKEN')"] : []),
    ...(takesIdempotencyKey ? ["'Idempotency-Key: ' . bin2hex(random_bytes(16))"] : []),
    ...(body ? [phpText(`Content-Type: ${body.type}`)] : []),
  ]
  const options = [
    ...(method === 'GET' ? [] : [`CURLOPT_CUSTOMREQUEST => ${phpText(method)}`]),
    ...(headers.length > 0
      ? [`CURLOPT_HTTPHEADER => [\n${headers.map(header => `        ${header},\n`).join('')}    ]`]
      : []),
    ...(body ? [`CURLOPT_POSTFIELDS => json_encode(${literal(body.value, PHP, 1)})`] : []),
    'CURLOPT_RETURNTRANSFER => true',
  ]
  return [
    '<?php',
    '',
    `$curl = curl_init(${phpText(url)});`,
    `curl_setopt_array($curl, [\n${options.map(option => `    ${option},\n`).join('')}]);`,
    '$body = curl_exec($curl);',
    '$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);',
    'if ($status < 200 || $status > 299) {',
    '    throw new RuntimeException($body ?: curl_error($curl));',
    '}',
    ...(saveAs !== undefined
      ? [`file_put_contents(${phpText(saveAs)}, $body);`]
      : hasResponseBody
        ? ['echo json_encode(json_decode($body), JSON_PRETTY_PRINT), PHP_EOL;']
        : []),
  ].join('\n')
}

function phpText(text: string): string {
  if (!/\p{Cc}/u.test(text)) return `'${text.replaceAll(/[\\']/g, '\\$&')}'`
  const escaped = text
    .replaceAll(/[\\"$]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll(/\p{Cc}/gu, character => `\\u{${character.codePointAt(0)?.toString(16)}}`)
  return `"${escaped}"`
}
