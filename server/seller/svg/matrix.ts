import type { Matrix } from '../../domain/seller.ts'

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** Applies the second matrix first. */
export const multiply = ([a, b, c, d, e, f]: Matrix, [p, q, r, s, t, u]: Matrix): Matrix => [
  a * p + c * q,
  b * p + d * q,
  a * r + c * s,
  b * r + d * s,
  a * t + c * u + e,
  b * t + d * u + f,
]

export const translation = (x: number, y: number): Matrix => [1, 0, 0, 1, x, y]

const radians = (degrees: number) => (degrees * Math.PI) / 180

const FUNCTIONS: Record<string, (values: readonly number[]) => Matrix | undefined> = {
  matrix: values => (values.length === 6 ? (values as unknown as Matrix) : undefined),
  translate: ([x, y = 0]) => (x === undefined ? undefined : translation(x, y)),
  scale: ([x, y = x]) => (x === undefined || y === undefined ? undefined : [x, 0, 0, y, 0, 0]),
  rotate: ([angle, x = 0, y = 0]) => {
    if (angle === undefined) return undefined
    const [cos, sin] = [Math.cos(radians(angle)), Math.sin(radians(angle))]
    return multiply(multiply(translation(x, y), [cos, sin, -sin, cos, 0, 0]), translation(-x, -y))
  },
  skewX: ([angle]) => (angle === undefined ? undefined : [1, 0, Math.tan(radians(angle)), 1, 0, 0]),
  skewY: ([angle]) => (angle === undefined ? undefined : [1, Math.tan(radians(angle)), 0, 1, 0, 0]),
}

/** Reads a `transform`. Returns undefined unless all of it is valid. */
export function readTransform(text: string): Matrix | undefined {
  let matrix: Matrix = IDENTITY
  const rest = text.replaceAll(/(\w+)\s*\(([^()]*)\)[\s,]*/g, (_, name: string, list: string) => {
    const values = list
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(Number)
    const next = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name]?.(values) : undefined
    if (!next?.every(Number.isFinite)) return 'invalid'
    matrix = multiply(matrix, next)
    return ''
  })
  return rest.trim() === '' ? matrix : undefined
}
