import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readPathData, writePathData } from '../../../server/seller/svg/path-data.ts'
import { readSvg } from '../../../server/seller/svg/read.ts'

const svg = (content: string, attributes = 'viewBox="0 0 100 40"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>\n${content}\n</svg>`

const shapesIn = (content: string) => readSvg(svg(content)).shapes

/** Why an SVG is refused. */
function refusal(text: string): string {
  try {
    readSvg(text)
    return 'accepted'
  } catch (error) {
    return (error as Error).message
  }
}

describe('path data', () => {
  test.each([
    ['M1,2L3,4', 'M 1 2 L 3 4'],
    ['M1 2 3 4 5 6z', 'M 1 2 L 3 4 L 5 6 Z'],
    ['m1 2 3 4l-1-1', 'M 1 2 L 4 6 L 3 5'],
    ['M1 2h3v4H0V0', 'M 1 2 L 4 2 L 4 6 L 0 6 L 0 0'],
    ['M0 0c1 1 2 1 3 0s2-1 3 0', 'M 0 0 C 1 1 2 1 3 0 C 4 -1 5 -1 6 0'],
    ['M0 0S1 1 2 2', 'M 0 0 C 0 0 1 1 2 2'],
    ['M0 0q1 1 2 0t2 0', 'M 0 0 Q 1 1 2 0 Q 3 -1 4 0'],
    ['M0 0Q1 1 2 0S3 3 4 4', 'M 0 0 Q 1 1 2 0 C 2 0 3 3 4 4'],
    ['M0 0a1 1 0 012.5.5', 'M 0 0 A 1 1 0 0 1 2.5 0.5'],
    ['M0 0A0 1 0 0 1 2 2', 'M 0 0 L 2 2'],
    ['M1 1A1 1 0 0 1 1 1', 'M 1 1'],
    ['M1 1L5 5zm1 1', 'M 1 1 L 5 5 Z M 2 2'],
    ['M.5.5-1e1 2E0', 'M 0.5 0.5 L -10 2'],
    ['M 0.12345678 -0.0000001', 'M 0.123457 0'],
    [' ', ''],
  ])('%j is %j', (data, written) => expect(writePathData(readPathData(data)!)).toBe(written))

  test.each(['L1 2', 'M1', 'M1 2 3', 'M1 2 X', 'M1 2 L', 'M0 0a1 1 0 212 2', 'M1 2;', 'M1e999 2', '12'])(
    '%j is refused',
    data => expect(readPathData(data)).toBeUndefined(),
  )

  test('of 200 KB is read quickly', () => {
    const started = performance.now()
    expect(readPathData(`M0 0${' l 1 1'.repeat(33_000)}${' '.repeat(1000)}`)).toHaveLength(33_001)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('an SVG', () => {
  test('of the repository is three cells', () => {
    const { width, height, shapes } = readSvg(readFileSync('seller.example.svg', 'utf8'))
    expect({ width, height, fills: shapes.map(({ fill }) => fill) }).toEqual({
      width: 360,
      height: 356,
      fills: ['#12355b', '#1aa6b7', '#12355b'],
    })
  })

  test.each([
    ['<rect x="1" y="2" width="3" height="4"/>', 'M 1 2 L 4 2 L 4 6 L 1 6 Z'],
    [
      '<rect width="4" height="4" rx="9"/>',
      'M 2 0 L 2 0 A 2 2 0 0 1 4 2 L 4 2 A 2 2 0 0 1 2 4 L 2 4 A 2 2 0 0 1 0 2 L 0 2 A 2 2 0 0 1 2 0 Z',
    ],
    ['<circle cx="5" cy="5" r="2"/>', 'M 3 5 A 2 2 0 0 1 7 5 A 2 2 0 0 1 3 5 Z'],
    ['<ellipse rx="2" ry="1"/>', 'M -2 0 A 2 1 0 0 1 2 0 A 2 1 0 0 1 -2 0 Z'],
    ['<polygon points="0,0 1,0 1,1"/>', 'M 0 0 L 1 0 L 1 1 Z'],
    ['<polyline points="0 0 1 0"/>', 'M 0 0 L 1 0'],
    ['<line x1="1" y1="2" x2="3" y2="4" stroke="red"/>', 'M 1 2 L 3 4'],
  ])('%s is a path', (content, path) => expect(shapesIn(content)[0]?.path).toBe(path))

  test('inherits paint, and prefers style to attributes', () => {
    const content = `<!-- a comment -->
      <g fill="#ABC" stroke-width="2px"><path d="M0 0L1 1" style="fill: rgb(255, 0, 16); stroke:navy"/></g>
      <path d="M0 0L1 1" fill-rule="evenodd" opacity=".5" class="x" data-name="y"/>`
    expect(shapesIn(content)).toMatchObject([
      { fill: '#ff0010', stroke: '#000080', stroke_width: 2, even_odd: false, fill_opacity: 1 },
      { fill: '#000000', stroke: null, even_odd: true, fill_opacity: 0.5 },
    ])
  })

  test('multiplies transforms, and begins at the corner of its viewBox', () => {
    const content = '<g transform="translate(10 5) scale(2)"><circle r="1" transform="rotate(90)"/></g>'
    const [shape] = readSvg(svg(content, 'viewBox="-10 -20 100 40"')).shapes
    expect(shape?.matrix.map(value => Math.round(value * 1e9) / 1e9 + 0)).toEqual([0, 2, -2, 0, 20, 25])
  })

  test('without a viewBox has its size in pixels', () => {
    const { width, height } = readSvg(svg('<circle r="1"/>', 'width="30px" height="20"'))
    expect({ width, height }).toEqual({ width: 30, height: 20 })
  })

  test('may contain what editors write', () => {
    const content = `<title>A &amp; B</title><metadata><x:y/></metadata><defs><linearGradient id="a"/></defs>
      <sodipodi:namedview pagecolor="#fff"/><circle r="1" inkscape:label="x" style="-inkscape-stroke:none;display:inline"/>`
    const text = `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://example.com/x.dtd">\n${svg(content)}`
    expect(readSvg(text).shapes).toHaveLength(1)
  })

  test.each([
    ['<text>Clustrix</text>', 'line 2: <text> is not supported'],
    ['<image href="x.png"/>', 'line 2: <image> is not supported'],
    ['<style>.a{fill:red}</style>', 'line 2: <style> is not supported'],
    ['<script>x</script>', 'line 2: <script> is not supported'],
    ['<use href="#a"/>', 'line 2: <use> is not supported'],
    ['\n<circle r="1" fill="url(#a)"/>', 'line 3: fill="url(#a)" is not supported'],
    ['<circle r="1" style="fill:currentColor"/>', 'line 2: fill="currentColor" is not supported'],
    ['<circle r="1" filter="url(#a)"/>', 'line 2: filter="url(#a)" is not supported'],
    ['<circle r="1" clip-path="url(#a)"/>', 'line 2: clip-path="url(#a)" is not supported'],
    ['<circle r="1" stroke-dasharray="1 2"/>', 'line 2: stroke-dasharray="1 2" is not supported'],
    ['<circle r="1" display="none"/>', 'line 2: display="none" is not supported'],
    ['<g opacity="0.5"><circle r="1"/></g>', 'line 2: opacity is only supported on a shape'],
    ['<circle r="1" opacity="0.5" stroke="red"/>', 'line 2: opacity is only supported on a shape'],
    ['<circle r="1" opacity="2"/>', 'line 2: opacity="2" is not a number from 0 to 1'],
    ['<circle r="1" transform="rotate3d(1)"/>', 'line 2: transform="rotate3d(1)" is not supported'],
    ['<circle r="10%"/>', 'line 2: r="10%" is not a number'],
    ['<circle r="1" onclick="x()"/>', 'line 2: onclick="x()" is not supported'],
    ['<path d="M0 0 nonsense"/>', 'line 2: d is not valid path data'],
    ['<polygon points="1 2 3"/>', 'line 2: points is not a list of coordinates'],
    ['<title>&x;</title><circle r="1" id="&x;"/>', 'line 2: &x; is not supported'],
    ['<circle r="1" r="2"/>', 'line 2: the attribute r is there twice'],
    ['<g><circle r="1"/>', 'line 3: </svg> ends another element'],
    ['<circle r="0"/>', 'line 1: there are no shapes'],
    ['<circle r="1"/>'.repeat(1001), 'line 2: there are more than 1000 shapes'],
    ['<g>'.repeat(200), 'line 2: elements are nested more than 100 deep'],
  ])('with %s is refused', (content, reason) => expect(refusal(svg(content))).toContain(reason))

  test.each([
    ['<html/>', 'line 1: <html> is not <svg>'],
    ['<svg viewBox="0 0 1 1">', 'line 1: the file ends before </svg>'],
    ['<svg><circle r="1"/></svg>', 'line 1: <svg> needs a viewBox'],
    ['<svg viewBox="0 0 0 1"><circle r="1"/></svg>', 'line 1: <svg> needs a viewBox'],
    ['<svg width="10%" height="1"><circle r="1"/></svg>', 'line 1: <svg> needs a viewBox'],
    ['<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', 'line 1: this is not XML'],
    ['PNG', 'line 1: the file ends before'],
    ['', 'line 1: the file ends before'],
  ])('%j is refused', (text, reason) => expect(refusal(text)).toContain(reason))
})
