import { defineConfig } from 'vitest/config'

// What needs Debian packages (poppler-utils, curl); .ci/run installs them first.
export default defineConfig({
  test: { include: ['test/system/**/*.test.ts'], testTimeout: 60_000 },
})
