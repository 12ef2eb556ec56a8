import { describe, expect, test } from 'vitest'
import { sectionOf, withAbsoluteLinks } from '../../../repository/release/notes/changelog.ts'
import { problemsOf, type Release } from '../../../repository/release/notes/problems.ts'

const CHANGELOG = `# Changelog

Text before the first version.

## 1.1.0 — unreleased

### Added

- One. See [its page](docs/one.md#two).

## 1.0.1 — 2026-12-31

## 1.0.0 — 2026-12-01

- Two.
`

test('the section of a version is the text under its heading, up to the next one', () => {
  expect(sectionOf(CHANGELOG, '1.1.0')).toEqual({
    date: 'unreleased',
    text: '### Added\n\n- One. See [its page](docs/one.md#two).',
  })
  expect(sectionOf(CHANGELOG, '1.0.0')).toEqual({ date: '2026-12-01', text: '- Two.' })
  expect(sectionOf(CHANGELOG, '1.0')).toBeUndefined()
})

test('links to files of the project become absolute, and others stay', () => {
  const text = '[a](docs/a.md#b) [c](https://c.example/) [d](mailto:d@d.example)'
  expect(withAbsoluteLinks(text, 'https://host.example/f')).toBe(
    '[a](https://host.example/f/docs/a.md#b) [c](https://c.example/) [d](mailto:d@d.example)',
  )
})

describe('a release', () => {
  const good: Release = {
    tag: 'v1.0.0',
    contract: '1.0.0',
    manifest: '1.0.0',
    section: { date: '2026-12-01', text: '- Two.' },
  }

  test('is possible if all versions agree and the changelog has its day', () => {
    expect(problemsOf(good)).toEqual([])
  })

  test.each<[string, Partial<Release>, RegExp]>([
    [
      'a tag of another version',
      { tag: 'v1.0.1', manifest: '1.0.1' },
      /^The tag is v1\.0\.1, but info\.version .* is 1\.0\.0/,
    ],
    ['a tag without v', { tag: '1.0.0' }, /^The tag is 1\.0\.0/],
    ['another version in package.json', { manifest: '1.1.0' }, /npm version --no-git-tag-version 1\.0\.0$/],
    ['no section', { section: undefined }, /no section 1\.0\.0/],
    ['a section without a day', { section: { date: 'unreleased', text: '-' } }, /Write the day/],
    ['an empty section', { section: { date: '2026-12-01', text: '' } }, /is empty/],
  ])('is refused for %s', (_what, change, problem) => {
    expect(problemsOf({ ...good, ...change })).toEqual([expect.stringMatching(problem)])
  })
})
