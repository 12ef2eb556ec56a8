import { expect, test } from 'vitest'
import { brandStyle } from '../../../../server/pages/docs/brand.ts'
import { renderDocsPage } from '../../../../server/pages/docs/page.ts'
import { contrast } from '../../../../server/pdf/brand.ts'
import { sampleSeller } from '../../../../server/seller/sample.ts'
import { contract } from '../../../support/app.ts'
import { pages } from '../../../support/pages.ts'

const { body, headers } = pages('/docs', 'https://portal.example')

test('the policy allows its own scripts, styles and requests, and frames of blobs', () => {
  expect(headers?.['Content-Security-Policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
})

test('has no inline script, and loads nothing from elsewhere', () => {
  expect(body.match(/<script/g)).toHaveLength(1)
  expect(body).not.toMatch(/<script(?! type="module" src="\/docs\/)| on\w+="|https?:(?!\/\/www\.w3\.org)/)
})

test('the document is the contract for this server alone', () => {
  const { servers, paths, ...rest } = JSON.parse(pages('/docs/openapi.json', 'https://portal.example').body)
  expect(servers).toEqual([{ url: 'https://portal.example' }])
  expect(Object.keys(paths)).toEqual(Object.keys(contract.paths))
  expect(rest.components).toEqual(contract.components)
})

test('each operation of the document has a sample in each language, for this server', () => {
  interface Sampled {
    operationId: string
    'x-codeSamples': { label: string; source: string }[]
  }
  const { paths } = JSON.parse(pages('/docs/openapi.json', 'https://portal.example').body)
  const operations = Object.values<Record<string, Sampled>>(paths).flatMap(({ get, post }) =>
    [get, post].flatMap(operation => operation ?? []),
  )
  expect(operations).toHaveLength(14)
  for (const { operationId, 'x-codeSamples': samples } of operations) {
    expect(samples.map(({ label }) => label)).toEqual(['@clustrix/client', 'curl', 'PHP', 'Python'])
    for (const { source } of samples) {
      expect(source).toContain('https://portal.example')
      expect(source.includes('TOKEN')).toBe(operationId !== 'createToken')
    }
  }
})

test("has the logo of the invoices, and the page's title as text", () => {
  const { seller } = sampleSeller()
  const assets = { boot: '/docs/b.js', module: '/docs/m.js' }
  const info = { ...contract.info, title: '<script>"&' }
  expect(body).toContain('<img src="data:image/svg+xml,%3Csvg')
  const png = renderDocsPage(
    { ...contract, info },
    { ...seller, logo: { type: 'png', width: 1, height: 1, data: 'AA==' } },
    assets,
  ).html
  expect(png).toContain('<img src="data:image/png;base64,AA=="')
  expect(png).toContain('<b>&lt;script&gt;&quot;&amp;</b>')
  expect(renderDocsPage(contract, { ...seller, logo: null }, assets).html).not.toContain('<img')
})

test.each(['#12355b', '#ffffff', '#000000', '#ffee00', '#808080', '#ff0000'])(
  '%s can be read in both schemes',
  colour => {
    const [light = '', dark = ''] = [...brandStyle(colour).matchAll(/accent:(#\w{6})[;}]/g)].map(([, found]) => found)
    expect(contrast(light, '#ffffff')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(dark, '#0f0f0f')).toBeGreaterThanOrEqual(4.5)
  },
)
