import { defineConfig } from "vitest/config";

/** Units that work on whole photographs, many times over: too slow for the fast loop. */
const wholePhotographs = [
  "packages/local-engine/src/**/*.test.ts",
  "packages/imaging/src/align/align-result.test.ts",
  "packages/imaging/src/compose/take-layers.test.ts",
];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["packages/*/src/**/*.test.ts"],
          exclude: wholePhotographs,
        },
      },
      {
        test: {
          name: "pixels",
          include: wholePhotographs,
          testTimeout: 30_000,
        },
      },
      {
        // Everything over real HTTP, against the sandbox.
        test: {
          name: "contract",
          include: ["test/{sandbox,contract,demo,imaging,readme,relay,structure}/**/*.test.ts"],
          testTimeout: 120_000,
        },
      },
      {
        // The plugin against a strict fake of Figma's API: its built main code in QuickJS, its window in Chromium.
        test: {
          name: "figma",
          include: ["test/figma/**/*.test.ts"],
          globalSetup: "test/runtimes/set-up.ts",
          testTimeout: 180_000,
          expect: { poll: { timeout: 60_000 } },
          hookTimeout: 300_000,
        },
      },
      {
        // The same core in Chromium and in every supported Node.
        test: {
          name: "browser",
          include: ["test/{runtimes,preview}/**/*.test.ts"],
          globalSetup: "test/runtimes/set-up.ts",
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        // The packed extension in VS Code itself, one workbench at a time.
        test: {
          name: "vscode",
          include: ["test/vscode/**/*.test.ts"],
          globalSetup: "test/vscode/set-up.ts",
          fileParallelism: false,
          testTimeout: 300_000,
          expect: { poll: { timeout: 60_000 } },
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
