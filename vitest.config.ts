import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["packages/*/src/**/*.test.ts"],
        },
      },
      {
        // Everything over real HTTP, against the sandbox.
        test: {
          name: "contract",
          include: ["test/{sandbox,contract,demo,imaging}/**/*.test.ts"],
          testTimeout: 30_000,
        },
      },
      {
        // The same core in Chromium and in every supported Node.
        test: {
          name: "browser",
          include: ["test/runtimes/**/*.test.ts"],
          globalSetup: "test/runtimes/set-up.ts",
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
