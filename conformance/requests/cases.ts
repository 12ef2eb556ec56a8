import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Shape } from '../contract/request-shape.ts'
import { baseBody } from './base.ts'
import type { At, Case, RawBody, Recipe } from './case.ts'
import { combinationProbes } from './combinations.ts'
import { exampleProbes } from './examples.ts'
import { fieldProbes } from './fields.ts'
import { headerProbes } from './headers.ts'
import { idProbes } from './ids.ts'
import { ignoredBodyProbes } from './ignored-body.ts'
import { ignoredHeaderProbes } from './ignored-headers.ts'
import { mediaTypeProbes } from './media-types.ts'
import { multipleErrorProbes } from './multiple-errors.ts'
import type { ProbeGenerator } from './probe.ts'
import { queryProbes } from './queries.ts'
import { rawBodyProbes } from './raw-bodies.ts'
import { tokenProbes } from './tokens.ts'
import { unknownFieldProbes } from './unknown-fields.ts'

const GENERATORS: readonly ProbeGenerator[] = [
  exampleProbes,
  tokenProbes,
  idProbes,
  queryProbes,
  headerProbes,
  ignoredHeaderProbes,
  fieldProbes,
  unknownFieldProbes,
  combinationProbes,
  rawBodyProbes,
  mediaTypeProbes,
  ignoredBodyProbes,
  multipleErrorProbes,
]

/**
 * The requests that follow from an operation's inputs, valid and invalid on both sides of every limit. The required response to each is
 * determined by the request validator. Identical requests are sent once, under the first name.
 */
export function casesOf(document: OpenApiDocument, shape: Shape, at: At): Case[] {
  const seen = new Set<string>()
  const good = baseBody(document, shape, at)
  return GENERATORS.flatMap(generate => generate(document, shape, at))
    .filter(({ recipe }) => seen.size < seen.add(keyOf(good, recipe)).size)
    .map(({ name, recipe }) => ({ operation: shape.id, name, recipe }))
}

/** Equal for requests that are sent identically; a valid body is the same whether it is left out or given. */
function keyOf(good: RawBody | undefined, { body = good, ...rest }: Recipe): string {
  const bytes = typeof body?.bytes === 'string' ? body.bytes : body?.bytes && Buffer.from(body.bytes).toString('latin1')
  return JSON.stringify([rest, body?.type, bytes, typeof body?.bytes])
}
