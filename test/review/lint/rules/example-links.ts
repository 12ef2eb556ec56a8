import type { Fixture } from '../fixture.ts'

const withLinks = (servers: string, ...links: string[]) => `
servers: [${servers}]
paths:
  /things/{id}: { get: {} }
components:
  schemas:
    Thing: { examples: [${links.map(link => `{ link: "${link}" }`).join(', ')}] }
`

export const fixture: Fixture = {
  fails: [
    [
      'another origin, with and without the path of the server',
      withLinks('{ url: https://a.b/v1 }', 'https://c.b/v1/things/3?page=2', 'http://a.b/things/3'),
      [
        '7:27 The link https://c.b/v1/things/3?page=2 leads to https://c.b, which is not a server of this API',
        '7:71 The link http://a.b/things/3 leads to http://a.b, which is not a server of this API',
      ],
      ['Start it with https://a.b.', 'Start it with https://a.b.'],
    ],
  ],
  passes: [
    [
      'a server of the API, and links that are not to the API',
      withLinks(
        '{ url: / }, { url: https://a.b/v1 }',
        'https://a.b/v1/things/3',
        'https://c.b/',
        'https://c.b/things/3/x',
        'no link',
      ),
    ],
    ['no server with an origin', withLinks('{ url: / }', 'https://c.b/things/3')],
  ],
}
