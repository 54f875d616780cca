// Without the Remix plugin, which wants an application and not a test.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    pool: "forks",
    include: ["test/**/*.test.{ts,tsx}"],
    testTimeout: 30_000,
    reporters: ["default", "./test/support/closing-line.ts"],
  },
});
