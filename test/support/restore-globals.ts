// @hono/node-server replaces the global Request and Response when a server is created. Test files share a process, so each starts with the
// original classes again; otherwise a test of the client or the conformance suite could see those of an earlier file.

const ORIGINALS = Symbol.for('clustrix.test.originals')
const holder = globalThis as { [ORIGINALS]?: Pick<typeof globalThis, 'Request' | 'Response'> }

holder[ORIGINALS] ??= { Request: globalThis.Request, Response: globalThis.Response }
Object.assign(globalThis, holder[ORIGINALS])
