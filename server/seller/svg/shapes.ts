import { readLength } from './paint.ts'
import { readPathData, type Segment } from './path-data.ts'
import { type Element, SvgRefused } from './xml.ts'

/** The attributes that describe each shape. */
export const GEOMETRY: Readonly<Record<string, ReadonlySet<string>>> = {
  path: new Set(['d']),
  rect: new Set(['x', 'y', 'width', 'height', 'rx', 'ry']),
  circle: new Set(['cx', 'cy', 'r']),
  ellipse: new Set(['cx', 'cy', 'rx', 'ry']),
  line: new Set(['x1', 'y1', 'x2', 'y2']),
  polyline: new Set(['points']),
  polygon: new Set(['points']),
}

/** The outline of a shape. Throws SvgRefused. */
export function segmentsOf(element: Element): Segment[] {
  const { name, attributes, line } = element
  const number = (attribute: string, fallback = 0): number => {
    const text = attributes.get(attribute)
    if (text === undefined) return fallback
    const value = Number(text.trim().replace(/px$/, ''))
    if (text.trim() === '' || !Number.isFinite(value))
      throw new SvgRefused(line, `${attribute}="${text}" is not a number`)
    return value
  }
  if (name === 'path') {
    const data = attributes.get('d') ?? ''
    return readPathData(data) ?? refuse(line, 'd is not valid path data')
  }
  if (name === 'rect') {
    const radii = ['rx', 'ry'].map(attribute => readLength(attributes.get(attribute) ?? ''))
    return rectangle(
      number('x'),
      number('y'),
      number('width'),
      number('height'),
      radii[0] ?? radii[1] ?? 0,
      radii[1] ?? radii[0] ?? 0,
    )
  }
  if (name === 'circle') return ellipse(number('cx'), number('cy'), number('r'), number('r'))
  if (name === 'ellipse') return ellipse(number('cx'), number('cy'), number('rx'), number('ry'))
  if (name === 'line') return polyline([number('x1'), number('y1'), number('x2'), number('y2')])
  const points = (attributes.get('points') ?? '')
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number)
  if (!points.every(Number.isFinite) || points.length % 2 === 1)
    return refuse(line, 'points is not a list of coordinates')
  return name === 'polygon' && points.length > 0 ? [...polyline(points), CLOSE] : polyline(points)
}

const CLOSE: Segment = { command: 'Z', values: [] }

const refuse = (line: number, reason: string): never => {
  throw new SvgRefused(line, reason)
}

function polyline(points: readonly number[]): Segment[] {
  return Array.from({ length: points.length / 2 }, (_, index) => ({
    command: index === 0 ? 'M' : 'L',
    values: points.slice(2 * index, 2 * index + 2),
  }))
}

function ellipse(cx: number, cy: number, rx: number, ry: number): Segment[] {
  if (rx <= 0 || ry <= 0) return []
  const half = (x: number): Segment => ({ command: 'A', values: [rx, ry, 0, 0, 1, x, cy] })
  return [{ command: 'M', values: [cx - rx, cy] }, half(cx + rx), half(cx - rx), CLOSE]
}

function rectangle(x: number, y: number, width: number, height: number, givenRx: number, givenRy: number): Segment[] {
  if (width <= 0 || height <= 0) return []
  const rx = Math.min(givenRx, width / 2)
  const ry = Math.min(givenRy, height / 2)
  if (rx === 0 || ry === 0) return [...polyline([x, y, x + width, y, x + width, y + height, x, y + height]), CLOSE]
  const to = (command: 'M' | 'L', toX: number, toY: number): Segment => ({ command, values: [toX, toY] })
  const corner = (toX: number, toY: number): Segment => ({ command: 'A', values: [rx, ry, 0, 0, 1, toX, toY] })
  const [right, bottom] = [x + width, y + height]
  return [
    to('M', x + rx, y),
    to('L', right - rx, y),
    corner(right, y + ry),
    to('L', right, bottom - ry),
    corner(right - rx, bottom),
    to('L', x + rx, bottom),
    corner(x, bottom - ry),
    to('L', x, y + ry),
    corner(x + rx, y),
    CLOSE,
  ]
}
