// The run-time of the generated schemas, for rules that zod does not validate as JSON Schema 2020-12 requires. codegen/runtime-source.ts
// copies the functions that a document needs into its schemas.gen.ts, so that generated code needs no imports from this project.
import type { z } from 'zod'

/** Checks a value that zod has parsed, and adds issues. */
export type Check<T> = (payload: z.core.ParsePayload<T>) => void
