import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import { siteOf } from "../sandbox/sites.ts";

const root = new URL("../../", import.meta.url);
let sandbox: Sandbox;
let folder = "";

beforeAll(async () => {
  sandbox = await startSandbox({ results: "tiny" });
  // Beside this file, so that packages are found as a program of the workspace finds them.
  folder = await mkdtemp(fileURLToPath(new URL(".program-", import.meta.url)));
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

/** The program of a section of the README, as it stands there. */
async function programOf(section: string): Promise<string> {
  const readme = await readFile(new URL("README.md", root), "utf8");
  const [, program = ""] = /```ts\n([\s\S]*?)```/.exec(readme.slice(readme.indexOf(section))) ?? [];
  return program;
}

it("runs as the README shows it, but for where the services are", async () => {
  const program = await programOf("## Use it in a program");
  // The only change: each factory also gets the sandbox's URL.
  const local = program.replace(/\b(\w+)\(\{ apiKey: process\.env\.(\w+)_API_KEY/g, (_, factory, name) => {
    return `${factory}({ baseUrl: process.env.${name}_BASE_URL, apiKey: process.env.${name}_API_KEY`;
  });
  const named = [...local.matchAll(/process\.env\.(\w+)_BASE_URL/g)].map(([, name = ""]) => name);
  expect(named.length).toBeGreaterThan(1);
  const env = Object.fromEntries(
    named.flatMap((name) => {
      const { baseUrl, apiKey = "" } = siteOf(sandbox, name.toLowerCase());
      return [
        [`${name}_BASE_URL`, baseUrl],
        [`${name}_API_KEY`, apiKey],
      ];
    }),
  );
  await copyFile(new URL("test/fixtures/photos/coffee.png", root), join(folder, "shoe.png"));
  await writeFile(join(folder, "program.ts"), local);
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "program.ts")], {
    cwd: folder,
    env: { ...process.env, ...env },
    timeout: 60_000,
  });
  expect(stdout).toContain("[ 'shoe', 'lace' ]");
  expect(sandbox.paid.count()).toBe(2);
  expect(sandbox.leaks).toEqual([]);
});
