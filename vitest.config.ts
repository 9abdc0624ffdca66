import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { VERSION: JSON.stringify('0.0.0-test') },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    retry: 0,
    // The house has no module-level mutable state that a test could leave behind; a process for each file takes longer than the tests.
    isolate: false,
  },
});
