import { expect, test } from 'vitest'
import { productionOnly, type Sbom } from '../../../repository/release/sbom/production.ts'

const sbom = (graph: Record<string, string[]>, name: string): Sbom => ({
  metadata: { component: { 'bom-ref': 'app@1.0.0', name } },
  components: Object.keys(graph)
    .filter(ref => ref !== 'app@1.0.0')
    .map(ref => ({ 'bom-ref': ref, name: ref.replace(/@.*/, '') })),
  dependencies: Object.entries(graph).map(([ref, dependsOn]) => ({ ref, dependsOn })),
})

test('the SBOM has what dependencies need, also if development needs it too, and nothing else', () => {
  const all = sbom(
    {
      'app@1.0.0': ['a@1.0.0', 'test@1.0.0'],
      'a@1.0.0': ['b@2.0.0'],
      'b@2.0.0': ['a@1.0.0'],
      'b@1.0.0': [],
      'test@1.0.0': ['a@1.0.0', 'b@1.0.0'],
    },
    'folder',
  )
  expect(productionOnly(all, { name: 'app', dependencies: { a: '1.0.0' } })).toEqual(
    sbom({ 'app@1.0.0': ['a@1.0.0'], 'a@1.0.0': ['b@2.0.0'], 'b@2.0.0': ['a@1.0.0'] }, 'app'),
  )
})
