import type { Matrix, Shape, VectorLogo } from '../../domain/seller.ts'
import { multiply, readTransform, translation } from './matrix.ts'
import { INITIAL, type Paint, paintOf, readLength } from './paint.ts'
import { writePathData } from './path-data.ts'
import { GEOMETRY, segmentsOf } from './shapes.ts'
import { type Element, readXml, SvgRefused } from './xml.ts'

const MAX_SHAPES = 1000

const ROOT = new Set(['width', 'height', 'viewBox', 'x', 'y'])
const GROUP = new Set<string>()

/** Elements that print nothing. What `defs` contains could only be used by elements and values that are refused. */
const INVISIBLE = /^(title|desc|metadata|defs)$|:/

/** Reads an SVG file that consists of plain shapes. Throws SvgRefused at the first thing that could not be drawn. */
export function readSvg(text: string): VectorLogo {
  const root = readXml(text)
  if (root.name !== 'svg') throw new SvgRefused(root.line, `<${root.name}> is not <svg>`)
  const { x, y, width, height } = viewBoxOf(root)
  const shapes: Shape[] = []

  function collect(element: Element, inherited: Paint, outer: Matrix): void {
    if (INVISIBLE.test(element.name)) return
    const geometry = GEOMETRY[element.name]
    if (!geometry && element.name !== 'g') {
      throw new SvgRefused(element.line, `<${element.name}> is not supported; use plain shapes, or a PNG`)
    }
    const paint = paintOf(element, inherited, geometry ?? GROUP)
    const matrix = multiply(outer, transformOf(element))
    if (!geometry) {
      for (const child of element.children) collect(child, paint, matrix)
      return
    }
    const segments = segmentsOf(element)
    if (segments.length > 0 && (paint.fill !== null || paint.stroke !== null)) {
      shapes.push({ path: writePathData(segments), matrix, ...paint })
    }
    if (shapes.length > MAX_SHAPES)
      throw new SvgRefused(element.line, `there are more than ${MAX_SHAPES} shapes; use a PNG`)
  }

  const paint = paintOf(root, INITIAL, ROOT)
  for (const child of root.children) collect(child, paint, translation(-x, -y))
  if (shapes.length === 0) throw new SvgRefused(root.line, 'there are no shapes')
  return { type: 'svg', width, height, shapes }
}

function transformOf({ attributes, line }: Element): Matrix {
  const text = attributes.get('transform') ?? ''
  const matrix = readTransform(text)
  if (!matrix) throw new SvgRefused(line, `transform="${text}" is not supported`)
  return matrix
}

function viewBoxOf({ attributes, line }: Element) {
  const [x, y, width, height, ...more] = (attributes.get('viewBox') ?? '')
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number)
  if (height !== undefined && more.length === 0 && [x, y, width, height].every(Number.isFinite)) {
    if (width! > 0 && height > 0) return { x: x!, y: y!, width: width!, height }
  }
  const size = ['width', 'height'].map(name => readLength(attributes.get(name) ?? ''))
  if (attributes.has('viewBox') || !size[0] || !size[1]) {
    throw new SvgRefused(line, '<svg> needs a viewBox such as "0 0 100 40", or a width and a height in pixels')
  }
  return { x: 0, y: 0, width: size[0], height: size[1] }
}
