import { expect, test } from 'vitest'
import { emitServer } from '../../codegen/outputs.ts'
import { parseDocument } from '../../openapi/read.ts'

const routesOf = (document: string) =>
  emitServer(parseDocument('api.yaml', `openapi: 3.1.0\ninfo: { title: T, version: "1" }\n${document.trim()}\n`)).routes

const documents: [name: string, { given: string; want: string }][] = [
  [
    'an operation with everything',
    {
      given: `
security: [{ bearer: [] }]
x-input: { trim: true }
paths:
  /pets/{id}:
    parameters: [{ $ref: '#/components/parameters/Id' }]
    put:
      operationId: replacePet
      tags: [Pet shop, Other]
      parameters:
        - { name: dry, in: query, schema: { type: boolean } }
        - { name: X-Trace, in: header, required: true, schema: { type: string } }
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: '#/components/schemas/Pet' } }
          application/x-www-form-urlencoded: { schema: { $ref: '#/components/schemas/Pet' } }
      responses:
        200:
          description: 'The "pet".'
          headers:
            ETag: { required: true, schema: { type: string } }
            X-Left: { $ref: '#/components/headers/Left' }
            Content-Type: { schema: { type: string } }
          content:
            application/json: { schema: { $ref: '#/components/schemas/Pet' } }
            application/pdf: { schema: { type: string, format: binary } }
            text/plain: { schema: { type: string } }
        4XX: { $ref: '#/components/responses/Problem' }
        default: { $ref: '#/components/responses/Problem' }
components:
  securitySchemes: { bearer: { type: http, scheme: bearer } }
  parameters: { Id: { name: id, in: path, required: true, schema: { type: integer, minimum: 1, format: int64 } } }
  headers: { Left: { schema: { type: integer } } }
  responses: { Problem: { description: No., content: { application/problem+json: {} } } }
  schemas: { Pet: { type: object, properties: { name: { type: string } } } }`,
      want: `
import { createRoute, z } from '@hono/zod-openapi'
import * as schemas from './schemas.gen.ts'

const headers = {
  "Left": z.string().check(schemas.integerText()).transform(Number).pipe(z.number().check(schemas.wholeNumber())).optional(),
}

const parameters = {
  "Id": z.string().check(schemas.integerText()).transform(Number).pipe(z.int().min(1)),
}

const responses = {
  "Problem": { description: "No.", content: { "application/problem+json": { schema: z.unknown() } } },
}

export const replacePet = createRoute({
  operationId: "replacePet",
  method: "put",
  path: "/pets/{id}",
  tags: ["Pet shop","Other"],
  security: [{"bearer":[]}],
  request: {
    params: z.object({ "id": parameters["Id"] }),
    query: z.object({ "dry": z.enum(["true", "false"]).transform(text => text === "true").optional() }),
    headers: z.object({ "X-Trace": z.string().trim() }),
    body: { required: true, content: { "application/json": { schema: schemas.PetInput } } },
  },
  responses: {
    200: { description: "The \\"pet\\".", headers: z.object({ "ETag": z.string(), "X-Left": headers["Left"] }), content: { "application/json": { schema: schemas.Pet }, "application/pdf": { schema: z.instanceof(Uint8Array) }, "text/plain": { schema: z.string() } } },
    "4XX": responses["Problem"],
    "default": responses["Problem"],
  },
})

/** All operations, by tag. */
export const routes = {
  "petShop": {
    replacePet,
  },
} as const

/** The media types of each request body, by operationId. */
export const requestTypes = {
  "replacePet": ["application/json","application/x-www-form-urlencoded"],
} as const

/** The rules of \`x-input\`, which the schemas and the request decoding apply. */
export const inputRules = {"trim":true} as const
`,
    },
  ],
  [
    'operations without an id, a tag, or a response, and with names that are taken',
    {
      given: `
paths:
  /users/{user-id}/posts:
    get: { security: [], parameters: [{ name: user-id, in: path, required: true, schema: { type: string } }] }
  /delete:
    post: { operationId: delete, tags: ['日本 語'] }
  /routes:
    options: { operationId: routes }`,
      want: `
import { createRoute, z } from '@hono/zod-openapi'

export const getUsersUserIdPosts = createRoute({
  operationId: "getUsersUserIdPosts",
  method: "get",
  path: "/users/{user-id}/posts",
  tags: [],
  security: [],
  request: {
    params: z.object({ "user-id": z.string() }),
  },
  responses: {

  },
})

export const delete_ = createRoute({
  operationId: "delete",
  method: "post",
  path: "/delete",
  tags: ["日本 語"],
  security: [],
  responses: {

  },
})

export const routes_2 = createRoute({
  operationId: "routes",
  method: "options",
  path: "/routes",
  tags: [],
  security: [],
  responses: {

  },
})

/** All operations, by tag. */
export const routes = {
  "default": {
    getUsersUserIdPosts,
    "routes": routes_2,
  },
  "日本語": {
    "delete": delete_,
  },
} as const

/** The media types of each request body, by operationId. */
export const requestTypes = {
  "getUsersUserIdPosts": [],
  "delete": [],
  "routes": [],
} as const

/** The rules of \`x-input\`, which the schemas and the request decoding apply. */
export const inputRules = {} as const
`,
    },
  ],
  [
    'webhooks are emitted without the rules of x-input, because the API sends them',
    {
      given: `
x-input: { trim: true }
webhooks:
  petSold:
    post:
      requestBody: { content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string } } } } } }
      responses: { 204: { $ref: '#/components/responses/Thanks' } }
components:
  responses: { Thanks: { description: Thanks. } }`,
      want: `
import { createRoute, z } from '@hono/zod-openapi'

export const postPetSold = createRoute({
  operationId: "postPetSold",
  method: "post",
  path: "petSold",
  tags: [],
  security: [],
  request: {
    body: { required: false, content: { "application/json": { schema: z.object({ "name": z.string() }) } } },
  },
  responses: {
    204: { description: "Thanks." },
  },
})

/** The requests that the API sends. The path of each is the name of the webhook. */
export const webhooks = {
  postPetSold,
} as const

/** All operations, by tag. */
export const routes = {

} as const

/** The media types of each request body, by operationId. */
export const requestTypes = {

} as const

/** The rules of \`x-input\`, which the schemas and the request decoding apply. */
export const inputRules = {"trim":true} as const
`,
    },
  ],
]

test.each(documents)('%s', (_, { given, want }) => {
  expect(routesOf(given)).toBe(want.trimStart())
})

test('servers and examples add nothing to the routes', () => {
  const plain = `
paths:
  /a:
    get:
      responses:
        200: { description: A., content: { application/json: { schema: { type: string } } } }`
  const dressed = `
servers: [{ url: https://example.com }]
paths:
  /a:
    servers: [{ url: https://example.com/a }]
    get:
      servers: [{ url: https://example.com/b }]
      responses:
        200:
          description: A.
          content: { application/json: { schema: { type: string }, examples: { one: { value: a } } } }`
  expect(routesOf(dressed)).toBe(routesOf(plain))
})

test('plain paths come before paths with a parameter in the same segment, all others in document order', () => {
  const parameters = '[{ name: id, in: path, required: true, schema: { type: string } }]'
  const routes = routesOf(`
paths:
  /z: { get: {} }
  /u/{id}: { parameters: ${parameters}, get: {} }
  /u/{id}/b: { parameters: ${parameters}, get: {} }
  /a/{id}: { parameters: ${parameters}, get: {} }
  /u/me: { get: {} }
  /{id}/me: { parameters: ${parameters}, get: {} }
  /b: { get: {} }`)
  const paths = [...routes.matchAll(/^ {2}path: "(.*)",$/gm)].map(([, path]) => path)
  expect(paths).toEqual(['/z', '/u/{id}/b', '/a/{id}', '/u/me', '/u/{id}', '/{id}/me', '/b'])
})

test('a description that mentions z. and schemas. does not add imports', () => {
  const routes = routesOf(`
paths:
  /a: { get: { responses: { 200: { description: 'See "schemas.Pet", z.string() and createRoute(.' } } } }`)
  expect(routes.match(/^import .*/gm)).toEqual(["import { createRoute } from '@hono/zod-openapi'"])
})

test('headers, media types and webhooks may have names that start with x-', () => {
  const routes = routesOf(`
paths:
  /a:
    get:
      responses:
        200:
          description: A.
          headers: { x-left: { schema: { type: string } } }
          content: { x-world/x-3d: { schema: { type: string, format: binary } } }
webhooks: { x-sold: { post: { operationId: sold } } }`)
  expect(routes).toContain('"x-left": z.string().optional()')
  expect(routes).toContain('"x-world/x-3d": { schema: z.instanceof(Uint8Array) }')
  expect(routes).toContain('path: "x-sold"')
})
