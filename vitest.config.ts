import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/system/**'],
    // A test that asserts nothing passes whatever the code does.
    expect: { requireAssertions: true },
  },
})
