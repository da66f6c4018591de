import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Processes: tests change the working folder, and better-sqlite3 closes its databases at exit.
    pool: 'forks',
    // A file starts in a used process: nothing in src keeps state, and lint forbids module mocks. Halves the time.
    isolate: false,
    // The default leaves one core free, which is half of a small CI machine.
    maxWorkers: '100%',
    testTimeout: 180_000,
    allowOnly: false,
  },
});
