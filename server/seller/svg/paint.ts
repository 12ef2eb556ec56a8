import type { Shape } from '../../domain/seller.ts'
import { type Element, SvgRefused } from './xml.ts'

/** How a shape is filled and stroked. Children inherit it. */
export type Paint = Omit<Shape, 'path' | 'matrix'>

export const INITIAL: Paint = {
  fill: '#000000',
  fill_opacity: 1,
  even_odd: false,
  stroke: null,
  stroke_opacity: 1,
  stroke_width: 1,
  line_cap: 'butt',
  line_join: 'miter',
}

const NAMES: Record<string, string | null> = {
  none: null,
  transparent: null,
  black: '#000000',
  silver: '#c0c0c0',
  gray: '#808080',
  grey: '#808080',
  white: '#ffffff',
  maroon: '#800000',
  red: '#ff0000',
  purple: '#800080',
  fuchsia: '#ff00ff',
  green: '#008000',
  lime: '#00ff00',
  olive: '#808000',
  yellow: '#ffff00',
  navy: '#000080',
  blue: '#0000ff',
  teal: '#008080',
  aqua: '#00ffff',
  orange: '#ffa500',
}

/** Properties that do not change how these shapes look on their own. */
const WITHOUT_EFFECT =
  /^(id|class|version|baseProfile|role|clip-rule|preserveAspectRatio|color|color-interpolation(-filters)?|enable-background|stroke-miterlimit|stroke-dashoffset|paint-order|shape-rendering|font-.*|text-.*|line-height|letter-spacing|word-spacing|aria-.*|data-.*|-.*|xml(ns)?)$|:/
/** Properties that are allowed with the value that has no effect. */
const INEFFECTIVE: Record<string, RegExp> = {
  'stroke-dasharray': /^none$/,
  'clip-path': /^none$/,
  mask: /^none$/,
  filter: /^none$/,
  display: /^(inline|block)$/,
  visibility: /^visible$/,
  overflow: /^(visible|hidden)$/,
  isolation: /^(auto|isolate)$/,
  'mix-blend-mode': /^normal$/,
}

const LINE_CAPS = ['butt', 'round', 'square'] as const
const LINE_JOINS = ['miter', 'round', 'bevel'] as const

/** The paint of an element. @param geometry names of the attributes that describe its shape */
export function paintOf(element: Element, inherited: Paint, geometry: ReadonlySet<string>): Paint {
  const paint = { ...inherited }
  let opacity = 1
  for (const [name, value] of propertiesOf(element)) {
    const fail = (reason = 'is not supported; use plain shapes and colours, or a PNG'): never => {
      throw new SvgRefused(element.line, `${name}="${value}" ${reason}`)
    }
    const chosen = <Word extends string>(words: readonly Word[]): Word => words.find(word => word === value) ?? fail()
    if (geometry.has(name) || name === 'style' || name === 'transform') continue
    else if (name === 'fill') paint.fill = readColour(value, fail)
    else if (name === 'stroke') paint.stroke = readColour(value, fail)
    else if (name === 'fill-opacity') paint.fill_opacity = readOpacity(value, fail)
    else if (name === 'stroke-opacity') paint.stroke_opacity = readOpacity(value, fail)
    else if (name === 'opacity') opacity = readOpacity(value, fail)
    else if (name === 'fill-rule') paint.even_odd = chosen(['nonzero', 'evenodd']) === 'evenodd'
    else if (name === 'stroke-width') paint.stroke_width = readLength(value) ?? fail('is not a width')
    else if (name === 'stroke-linecap') paint.line_cap = chosen(LINE_CAPS)
    else if (name === 'stroke-linejoin') paint.line_join = chosen(LINE_JOINS)
    else if (!WITHOUT_EFFECT.test(name) && !INEFFECTIVE[name]?.test(value)) fail()
  }
  if (opacity < 1 && (geometry.size === 0 || (paint.fill !== null && paint.stroke !== null))) {
    throw new SvgRefused(
      element.line,
      'opacity is only supported on a shape with a fill or a stroke; use a plain colour',
    )
  }
  return { ...paint, fill_opacity: paint.fill_opacity * opacity, stroke_opacity: paint.stroke_opacity * opacity }
}

/** Attributes, then the properties of `style`, which win. */
function propertiesOf({ attributes }: Element): Map<string, string> {
  const properties = new Map([...attributes].map(([name, value]) => [name, value.trim()]))
  for (const declaration of attributes.get('style')?.split(';') ?? []) {
    const [, name, value] = /^\s*([\w-]+)\s*:\s*(.*?)\s*$/.exec(declaration) ?? []
    if (name !== undefined && value !== undefined) properties.set(name, value)
  }
  return properties
}

type Fail = (reason?: string) => never

function readColour(text: string, fail: Fail): string | null {
  const value = text.toLowerCase()
  if (/^#[\da-f]{6}$/.test(value)) return value
  if (/^#[\da-f]{3}$/.test(value)) return value.replaceAll(/[\da-f]/g, '$&$&')
  if (Object.hasOwn(NAMES, value)) return NAMES[value] ?? null
  const parts = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/.exec(value)?.slice(1).map(Number)
  if (parts?.every(part => part <= 255)) return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`
  return fail()
}

function readOpacity(text: string, fail: Fail): number {
  const value = Number(text)
  return text !== '' && value >= 0 && value <= 1 ? value : fail('is not a number from 0 to 1')
}

/** A number of user units, also with `px`. */
export function readLength(text: string): number | undefined {
  const value = Number(text.replace(/px$/, ''))
  return text.trim() !== '' && Number.isFinite(value) && value >= 0 ? value : undefined
}
