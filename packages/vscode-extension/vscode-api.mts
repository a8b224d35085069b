import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";

const types = fileURLToPath(import.meta.resolve("@types/vscode/index.d.ts"));

/**
 * Makes VS Code's API one module for a whole bundle. By itself esbuild would copy all of its some 500 names at the
 * start, once for every file that imports it.
 */
export const vscodeApi: Plugin = {
  name: "vscode-api",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode$/ }, ({ kind }) =>
      kind === "require-call" ? { path: "vscode", external: true } : { path: "vscode", namespace: "api" },
    );
    onLoad({ filter: /^vscode$/, namespace: "api" }, async () => {
      const declared = (await readFile(types, "utf8")).matchAll(
        /^\s*export (?:abstract )?(?:namespace|class|enum|const|function) (\w+)/gm,
      );
      const names = [...new Set([...declared].map(([, name]) => name))];
      // Pure, so that the names which nobody uses are left out.
      const lines = names.map((name) => `export const ${name} = /* @__PURE__ */ named("${name}");`);
      const head = ['const api = require("vscode");', "const named = (name) => api[name];"];
      return { contents: [...head, ...lines].join("\n") };
    });
  },
};
