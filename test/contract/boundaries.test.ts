import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url);
const biome = createRequire(root).resolve("@biomejs/biome/bin/biome");
let copy = "";

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "stratify-boundaries-"));
  const kept = ["biome.json", "packages/core/package.json", "packages/imaging/package.json"];
  await Promise.all(kept.map((file) => cp(new URL(file, root), join(copy, file))));
});
afterAll(() => rm(copy, { recursive: true }));

/** Lints one module, as if it stood in that package, under the repository's own rules. */
async function lint(pack: "core" | "imaging", code: string, room = ""): Promise<string[]> {
  const folder = join(copy, "packages", pack, "src", room);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "offender.ts"), `${code}\n`);
  const options = ["lint", "--vcs-enabled=false", "--reporter=github", folder];
  const report = await new Promise<string>((resolve) => {
    execFile(process.execPath, [biome, ...options], { cwd: copy }, (_, stdout) => resolve(stdout));
  });
  return [...report.matchAll(/^::error title=lint\/\w+\/(\w+),/gm)].map(([, rule = ""]) => rule);
}

describe("core", () => {
  it("may use its libraries, fetch and what every platform has beside it", async () => {
    const code = `import ky from "ky";
const body = new FormData();
body.append("file", new Blob([new TextEncoder().encode("x")]));
export const answer = fetch(new URL("https://example.org"), { body, signal: AbortSignal.timeout(1) });
export const id = crypto.randomUUID();
export { ky };`;
    expect(await lint("core", code)).toEqual([]);
  });

  it.each(["@stratify/imaging", "@stratify/local-engine", "../../imaging/src/index.ts"])(
    "may not import %s",
    async (name) => {
      const code = `import { thing } from "${name}";\nexport { thing };`;
      expect(await lint("core", code)).toContain("noRestrictedImports");
    },
  );

  it.each(["node:fs", "fs", "node:crypto"])("may not import %s", async (name) => {
    expect(await lint("core", `import * as thing from "${name}";\nexport { thing };`)).toEqual([
      "noNodejsModules",
    ]);
  });

  it("may not import a package that it does not declare", async () => {
    const code = `import thing from "left-pad";\nexport { thing };`;
    expect(await lint("core", code)).toEqual(["noUndeclaredDependencies"]);
  });

  it.each(["process", "Buffer", "document", "window", "navigator", "localStorage", "XMLHttpRequest"])(
    "may not use %s",
    async (name) => {
      expect(await lint("core", `export const thing = ${name};`)).toEqual(["noRestrictedGlobals"]);
    },
  );
});

describe("a room of core", () => {
  const rooms = ["contract", "errors", "http", "client"];

  it.each(rooms.flatMap((from, floor) => rooms.map((to, other) => [from, to, other <= floor] as const)))(
    "%s may import from %s: %s",
    async (from, to, allowed) => {
      const code = `import { thing } from "../${to}/thing.ts";\nexport { thing };`;
      expect(await lint("core", code, from)).toEqual(allowed ? [] : ["noRestrictedImports"]);
    },
  );

  it.each([
    ["contract", true],
    ["http", true],
    ["errors", false],
    ["client", false],
    ["polling", false],
  ])("for a service may import from %s: %s", async (to, allowed) => {
    const code = `import { thing } from "../../${to}/thing.ts";\nexport { thing };`;
    expect(await lint("core", code, "providers/one")).toEqual(allowed ? [] : ["noRestrictedImports"]);
  });

  it.each(rooms)("%s may not name a service", async (from) => {
    const code = `import { thing } from "../providers/one/service.ts";\nexport { thing };`;
    expect(await lint("core", code, from)).toEqual(["noRestrictedImports"]);
  });
});

describe("imaging", () => {
  it("may use typed arrays", async () => {
    expect(await lint("imaging", "export const pixels = new Uint8ClampedArray(4);")).toEqual([]);
  });

  it.each(["@stratify/core", "@stratify/local-engine", "../../core/src/index.ts"])(
    "may not import %s",
    async (name) => {
      const code = `import { thing } from "${name}";\nexport { thing };`;
      expect(await lint("imaging", code)).toContain("noRestrictedImports");
    },
  );

  it.each(["OffscreenCanvas", "createImageBitmap", "fetch", "process", "document"])(
    "may not use %s",
    async (name) => {
      expect(await lint("imaging", `export const thing = ${name};`)).toEqual(["noRestrictedGlobals"]);
    },
  );

  it("may not import a Node module", async () => {
    expect(await lint("imaging", `import * as thing from "node:fs";\nexport { thing };`)).toEqual([
      "noNodejsModules",
    ]);
  });
});
