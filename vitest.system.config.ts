import { defineConfig } from 'vitest/config'

// What needs Debian packages (poppler-utils, curl); .ci/run installs them first.
export default defineConfig({
  // @clustrix/client from its source, without a build.
  ssr: { resolve: { conditions: ['@clustrix/source'] } },
  test: { include: ['test/system/**/*.test.ts'], testTimeout: 60_000 },
})
