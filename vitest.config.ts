import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { VERSION: JSON.stringify('0.0.0-test') },
  test: { include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'], retry: 0 },
});
