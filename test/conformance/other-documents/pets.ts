import type { Target } from '../../../conformance/target.ts'
import { parseDocument } from '../../../openapi/read.ts'

/** A contract of another company: no login, no x-input, no links, other names. */
export const petContract = parseDocument(
  'pets.yaml',
  `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: kind, in: query, schema: { $ref: "#/components/schemas/Kind" } }
        - { name: page, in: query, schema: { type: integer, minimum: 1, maximum: 1000, default: 1 } }
        - { name: per_page, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 10 } }
      responses:
        "200": { description: Pets., content: { application/json: { schema: { $ref: "#/components/schemas/Page" } } } }
        "400": { $ref: "#/components/responses/Refused" }
    post:
      operationId: addPet
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/NewPet" } } }
      responses:
        "201": { description: Added., content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
        "400": { $ref: "#/components/responses/Refused" }
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{ name: id, in: path, required: true, schema: { type: integer, minimum: 1 } }]
      responses:
        "200": { description: A pet., content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
        "404": { $ref: "#/components/responses/Refused" }
components:
  responses:
    Refused: { description: Refused., content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
  schemas:
    Kind: { type: string, enum: [cat, dog] }
    Error: { type: object, required: [error], properties: { error: { type: string } } }
    NewPet:
      type: object
      required: [name, kind]
      properties: { name: { type: string, minLength: 1, maxLength: 20 }, kind: { $ref: "#/components/schemas/Kind" } }
    Pet:
      type: object
      required: [id, name, kind]
      properties: { id: { type: integer }, name: { type: string }, kind: { $ref: "#/components/schemas/Kind" } }
    Page:
      type: object
      required: [pets]
      properties: { pets: { type: array, items: { $ref: "#/components/schemas/Pet" } } }
`,
)

interface Pet {
  id: number
  name: string
  kind: string
}

/** A server of the contract. @param change the rows of each page */
export function petServer(change: (page: Pet[], all: readonly Pet[]) => Pet[] = page => page): Target {
  const pets = Array.from({ length: 13 }, (_, index) => ({
    id: index + 1,
    name: 'Tom',
    kind: index % 3 ? 'cat' : 'dog',
  }))
  const refused = (status: number) => Response.json({ error: 'refused' }, { status })

  function list(query: URLSearchParams): Response {
    const integer = (name: string, otherwise: number, most: number) => {
      const text = query.get(name) ?? String(otherwise)
      return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : undefined
    }
    const [page, size, kind] = [integer('page', 1, 1000), integer('per_page', 10, 50), query.get('kind')]
    if (page === undefined || size === undefined || (kind !== null && !/^(cat|dog)$/.test(kind))) return refused(400)
    const rows = pets.filter(pet => kind === null || pet.kind === kind)
    return Response.json({ pets: change(rows.slice((page - 1) * size, page * size), pets) })
  }

  async function add(request: Request): Promise<Response> {
    const type = request.headers.get('Content-Type') ?? ''
    if (!/^application\/json *(; *(charset="?utf-?8"?|unknown=1) *)*$/i.test(type)) return refused(400)
    const pet = (await jsonOf(request)) as Partial<Pet> | undefined
    const isName = typeof pet?.name === 'string' && /^.{1,20}$/su.test(pet.name)
    if (!pet || !isName || (pet.kind !== 'cat' && pet.kind !== 'dog')) return refused(400)
    const added = { id: pets.length + 1, name: String(pet.name), kind: pet.kind }
    pets.push(added)
    return Response.json(added, { status: 201 })
  }

  return {
    name: 'pets',
    accounts: [],
    async fetch(request) {
      const { pathname, searchParams } = new URL(request.url)
      if (pathname === '/pets') return request.method === 'POST' ? add(request) : list(searchParams)
      const pet = pets.find(({ id }) => pathname === `/pets/${id}`)
      return pet ? Response.json(pet) : refused(404)
    },
  }
}

/** JSON is UTF-8 without a byte order mark. */
async function jsonOf(request: Request): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await request.arrayBuffer()))
  } catch {
    return undefined
  }
}
