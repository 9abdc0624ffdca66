import { defineConfig } from 'vitest/config';
import { deliveryFiles } from './scripts/delivery-files.mjs';

export default defineConfig({
  define: { VERSION: JSON.stringify('0.0.0-test'), BUILD: JSON.stringify('00000000') },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    retry: 0,
    // Only what hangs fails by it: a busy machine is slow.
    testTimeout: 60_000,
    // The house has no module-level mutable state that a test could leave behind; a process for each file takes longer than the tests.
    isolate: false,
    coverage: {
      include: deliveryFiles.map((name) => `src/core/${name}.ts`),
      // Below that npm test fails.
      thresholds: { perFile: true, branches: 100, functions: 100, lines: 100, statements: 100 },
      reporter: ['text'],
      reportsDirectory: 'test-results/coverage',
    },
  },
});
