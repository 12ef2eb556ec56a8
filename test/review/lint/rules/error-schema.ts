import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'another schema',
      `
paths:
  /things:
    get:
      responses:
        "401": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
        "404": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
        "500": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Other" } } } }
components:
  schemas:
    Error: { type: object, required: [message, code] }
    Other: { type: object, required: [message] }
    More: { allOf: [{ $ref: "#/components/schemas/Error" }, { required: [errors] }] }
`,
      ['8:67 The 500 response as application/json does not use the error schema'],
    ],
    [
      'plain text',
      `
paths:
  /things:
    get:
      responses:
        "401": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
        "404": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
        "500": { description: No., content: { text/plain: { schema: { type: string } } } }
components:
  schemas:
    Error: { type: object, required: [message, code] }
    Other: { type: object, required: [message] }
    More: { allOf: [{ $ref: "#/components/schemas/Error" }, { required: [errors] }] }
`,
      ['8:61 The 500 response as text/plain does not use the error schema'],
    ],
    [
      'content without a schema',
      `
paths:
  /things:
    get:
      responses:
        "401": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
        "404": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
        "500": { description: No., content: { application/json: {} } }
components:
  schemas:
    Error: { type: object, required: [message, code] }
    Other: { type: object, required: [message] }
    More: { allOf: [{ $ref: "#/components/schemas/Error" }, { required: [errors] }] }
`,
      ['8:9 The 500 response as application/json does not use the error schema'],
    ],
    [
      'no content',
      `
paths:
  /things:
    get:
      responses:
        "401": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
        "404": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
        "500": { description: No. }
components:
  schemas:
    Error: { type: object, required: [message, code] }
    Other: { type: object, required: [message] }
    More: { allOf: [{ $ref: "#/components/schemas/Error" }, { required: [errors] }] }
`,
      ['8:9 The 500 response has no content'],
    ],
    [
      'a schema that requires nothing',
      `
paths:
  /things:
    get:
      responses:
        default: { description: No., content: { application/json: { schema: { type: object } } } }
`,
      ['6:69 The default response as application/json does not use the error schema'],
    ],
  ],
  passes: [
    [
      'the same schema everywhere',
      `
paths:
  /things:
    get:
      responses:
        "401": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
        "404": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
        "500": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
components:
  schemas:
    Error: { type: object, required: [message, code] }
    Other: { type: object, required: [message] }
    More: { allOf: [{ $ref: "#/components/schemas/Error" }, { required: [errors] }] }
`,
    ],
    [
      'a schema that requires more',
      `
paths:
  /things:
    get:
      responses:
        "401": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
        "404": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
        "500": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/More" } } } }
components:
  schemas:
    Error: { type: object, required: [message, code] }
    Other: { type: object, required: [message] }
    More: { allOf: [{ $ref: "#/components/schemas/Error" }, { required: [errors] }] }
`,
    ],
    [
      'HEAD without content',
      `
paths:
  /things:
    head: { responses: { "404": { description: No. }, "200": { description: Yes. } } }
`,
    ],
  ],
}
