// Run-time of the generated schemas: what zod does not say as JSON Schema 2020-12 means it. codegen/inline.ts copies the
// functions a document needs, with those they use, into its schemas.gen.ts, so that generated code stands alone.
import type { z } from 'zod'

/** Finds fault with a value that zod has read, by adding issues. */
export type Check<T> = (payload: z.core.ParsePayload<T>) => void
