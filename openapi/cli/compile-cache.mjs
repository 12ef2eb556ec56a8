// Loaded before a command with --import. Keeps compiled modules on disk, so that the next start of the command takes less time.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url)))
