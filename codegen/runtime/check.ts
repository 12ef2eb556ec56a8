// Run-time of the generated schemas: what zod does not validate as JSON Schema 2020-12 means it. codegen/runtime-source.ts copies the
// functions a document needs, with those they use, into its schemas.gen.ts, so that generated code stands alone.
import type { z } from 'zod'

/** Adds issues about a value that zod has read. */
export type Check<T> = (payload: z.core.ParsePayload<T>) => void
