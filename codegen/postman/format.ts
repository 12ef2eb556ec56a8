/** The parts of Postman's collection format 2.1 that the collection uses. */
export interface Collection {
  info: { name: string; description: string; version: string; schema: string }
  auth: { type: 'bearer'; bearer: Field[] }
  variable: Variable[]
  item: Folder[]
}

export interface Folder {
  name: string
  description?: string
  item: Item[]
}

export interface Item {
  name: string
  event: Script[]
  request: Request
  response: Example[]
}

export interface Request {
  method: string
  description: string
  /** Without it, the token of the collection is sent. */
  auth?: { type: 'noauth' }
  header: Field[]
  body?: Body
  url: Url
}

export type Body =
  | { mode: 'raw'; raw: string; options: { raw: { language: 'json' } } }
  | { mode: 'urlencoded'; urlencoded: Field[] }

export interface Url {
  raw: string
  host: string[]
  path: string[]
  query?: Field[]
  variable?: Field[]
}

export interface Field {
  key: string
  value: string
  description?: string
  disabled?: true
}

export interface Variable {
  key: string
  value: string
  description: string
}

export interface Script {
  listen: 'prerequest' | 'test'
  script: { type: 'text/javascript'; exec: string[] }
}

/** A response that Postman shows beside the request. */
export interface Example {
  name: string
  originalRequest: { method: string; url: string }
  status: string
  code: number
  _postman_previewlanguage: 'json' | 'text'
  header: Field[]
  body: string
}
