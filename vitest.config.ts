import { defineConfig } from 'vitest/config'
import { testsOnBoth } from './test/support/postgres/test-files.ts'

/** Proofs that cost minutes: `npm run test:slow`. */
const SLOW = 'test/**/*.slow.test.ts'
/** Tests that need Debian packages, such as chromium and poppler-utils: `npm run test:system`. */
const SYSTEM = 'test/system/**/*.test.ts'

export default defineConfig({
  // @clustrix/client from its source, without a build.
  ssr: { resolve: { conditions: ['@clustrix/source'] } },
  test: {
    // Every core: the default leaves one to the watch mode, which is half of a machine with two.
    maxWorkers: '100%',
    // Generous, so that no test fails because the machine is busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: ['test/support/restore-globals.ts'],
    // A test that asserts nothing passes whatever the code does.
    expect: { requireAssertions: true },
    projects: [
      // One process for many files, which saves the time to load the modules again for each file.
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [SLOW, SYSTEM], isolate: false },
      },
      { extends: true, test: { name: 'slow', include: [SLOW], isolate: false } },
      { extends: true, test: { name: 'system', include: [SYSTEM] } },
      // Tests of the server that are among `unit` and `slow` too, where they run on SQLite: `npm run test:slow`.
      {
        extends: true,
        test: {
          name: 'postgres',
          include: testsOnBoth(),
          globalSetup: ['test/support/postgres/start-for-tests.ts'],
          setupFiles: ['test/support/postgres/use-in-tests.ts'],
          isolate: false,
        },
      },
    ],
  },
})
