// Without the Remix plugin, which wants an application and not a test.
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import LongestFirst from "./test/support/longest-first";

export default defineConfig({
  test: {
    pool: "forks",
    // Vitest leaves one core idle. One worker more than there are cores, since tests of the whole site wait for processes.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    reporters: ["default", "./test/support/closing-line.ts"],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: ["test/e2e/**"],
          globalSetup: "test/support/scratch.ts",
          // A worker loads each module once, not once a file: of the domain's tests that took two thirds of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          // A browser, the server and the processes that render share two cores with the other tests.
          testTimeout: 90_000,
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: "test/e2e/setup.ts",
        },
      },
    ],
  },
});
