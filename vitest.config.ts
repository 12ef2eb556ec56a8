import { defineConfig } from 'vitest/config'

export default defineConfig({
  // @clustrix/client from its source, without a build.
  ssr: { resolve: { conditions: ['@clustrix/source'] } },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/system/**'],
    // Generous, so that a busy machine fails no test.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A test that asserts nothing passes whatever the code does.
    expect: { requireAssertions: true },
  },
})
