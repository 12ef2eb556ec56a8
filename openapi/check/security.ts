import { isObject } from '../json.ts'
import { nearest } from '../nearest.ts'
import { into } from '../pointer.ts'
import type { Refusal } from '../refusal.ts'
import type { Node } from '../walk.ts'
import type { Checked } from './checked.ts'

/** A requirement names schemes from components/securitySchemes (OpenAPI 3.1, Security Requirement Object). */
export function* checkRequirement({ document }: Checked, { value, pointer }: Node): Generator<Refusal> {
  const schemes = document.at('#/components/securitySchemes')
  const names = isObject(schemes) ? Object.keys(schemes) : []
  for (const name of Object.keys(value)) {
    if (names.includes(name)) continue
    const meant = nearest(name, names)
    yield {
      pointer: into(pointer, name),
      reason: `the security scheme ${name} is not in components/securitySchemes`,
      instead: meant === undefined ? 'Add it there.' : `Did you mean ${meant}?`,
    }
  }
}

const NEEDED: Readonly<Record<string, string[]>> = { http: ['scheme'], apiKey: ['name', 'in'], oauth2: ['flows'] }

/** Each type of scheme has the fields it needs, and the scheme of `http` is bearer. */
export function* checkScheme({ value, pointer }: Node): Generator<Refusal> {
  const { type, scheme } = value
  for (const name of NEEDED[String(type)] ?? [])
    if (value[name] === undefined)
      yield { pointer, reason: `a security scheme of type ${type} needs \`${name}\``, instead: `Add \`${name}\`.` }
  if (type === 'http' && typeof scheme === 'string' && scheme.toLowerCase() !== 'bearer')
    yield {
      pointer: into(pointer, 'scheme'),
      reason: `the scheme ${scheme} is not supported`,
      instead: 'Use `scheme: bearer`.',
    }
}

/** The URLs that clients need for each flow (OpenAPI 3.1, OAuth Flow Object). */
const FLOW_URLS: Readonly<Record<string, string[]>> = {
  implicit: ['authorizationUrl'],
  password: ['tokenUrl'],
  clientCredentials: ['tokenUrl'],
  authorizationCode: ['authorizationUrl', 'tokenUrl'],
}

/** Each OAuth flow has the URLs it needs. */
export function* checkFlow({ value, pointer, field }: Node): Generator<Refusal> {
  for (const name of FLOW_URLS[field] ?? [])
    if (value[name] === undefined)
      yield { pointer, reason: `the flow ${field} needs \`${name}\``, instead: `Add \`${name}\`.` }
}
