import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { pngSize } from '../support/png-size.ts'

const readme = readFileSync('README.md', 'utf8')

interface Picture {
  src: string
  width: string
  alt: string
}

const picturesIn = (html: string): Partial<Picture>[] =>
  [...html.matchAll(/<img ([^>]+)>/g)].map(([, attributes = '']) =>
    Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value])),
  )

/** Why a picture does not work for every reader. */
const faultsOf = ({ src = '', alt = '', width }: Partial<Picture>): string[] => [
  ...(existsSync(src) ? [] : [`${src} does not exist`]),
  ...(existsSync(src) && statSync(src).size > 150_000 ? [`${src} has more than 150 kB`] : []),
  ...(alt.length > 30 ? [] : [`${src} has no description`]),
  // The text would jump while a picture without a width loads.
  ...(width ? [] : [`${src} has no width`]),
]

describe('the pictures of the README', () => {
  test('are four, each small and described', () => {
    const pictures = picturesIn(readme)
    expect(pictures.map(({ src = '' }) => path.basename(src))).toEqual([
      'flow.svg',
      'invoice.png',
      'docs.png',
      'review.png',
    ])
    expect(pictures.flatMap(faultsOf)).toEqual([])
  })

  test('have the sizes of the script', () => {
    expect(['invoice', 'docs', 'review'].map(name => pngSize(`docs/pictures/${name}.png`))).toEqual([
      [794, 1123],
      [1200, 680],
      [1200, 680],
    ])
  })

  test('lead to their full size', () => {
    const targets = [...readme.matchAll(/<a href="([^"]+)">/g)].map(([, target = '']) => target)
    expect(targets).toHaveLength(4)
    expect(targets.filter(target => !existsSync(target))).toEqual([])
  })

  test('would be found to have faults', () => {
    expect(picturesIn('<img src="no.png">').flatMap(faultsOf)).toEqual([
      'no.png does not exist',
      'no.png has no description',
      'no.png has no width',
    ])
    expect(faultsOf({ src: 'openapi.yaml', width: '1', alt: 'a'.repeat(31) })).toEqual([])
    expect(faultsOf({ src: 'package-lock.json', width: '1', alt: 'a'.repeat(31) })).toEqual([
      'package-lock.json has more than 150 kB',
    ])
  })
})
