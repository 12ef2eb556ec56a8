/** Whether values may be added to the enum of a schema, so that responses may contain values that it does not list. */
export const isExtensible = (schema: Readonly<Record<`x-${string}`, unknown>>): boolean =>
  schema['x-extensible'] === true
