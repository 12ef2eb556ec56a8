import type { Operator } from '../mutation.ts'
import { additionalProperties } from './additional-properties.ts'
import { bounds } from './bounds.ts'
import { composition } from './composition.ts'
import { constant } from './const.ts'
import { byDefault } from './default.ts'
import { discriminator } from './discriminator.ts'
import { enumeration } from './enum.ts'
import { format } from './format.ts'
import { header } from './header.ts'
import { items } from './items.ts'
import { mediaType } from './media-type.ts'
import { nullability } from './nullability.ts'
import { operation } from './operation.ts'
import { parameter } from './parameter.ts'
import { path } from './path.ts'
import { pattern } from './pattern.ts'
import { property } from './property.ts'
import { requestBody } from './request-body.ts'
import { required } from './required.ts'
import { security } from './security.ts'
import { status } from './status.ts'
import { type } from './type.ts'
import { inputRule } from './x-input.ts'

export const operators: readonly Operator[] = [
  // Schemas.
  type,
  nullability,
  enumeration,
  constant,
  required,
  property,
  additionalProperties,
  format,
  pattern,
  bounds,
  items,
  composition,
  discriminator,
  byDefault,
  // What stands around them.
  mediaType,
  header,
  status,
  parameter,
  requestBody,
  security,
  operation,
  path,
  inputRule,
]
