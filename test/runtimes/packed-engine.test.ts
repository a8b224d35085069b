import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createEngine } from "@stratify/local-engine";
import { afterAll, beforeAll, expect, it } from "vitest";
import { asWeights, engineWeights } from "../support/engine-weights.ts";

const packages = fileURLToPath(new URL("../../packages/", import.meta.url));
const coffee = fileURLToPath(new URL("../fixtures/photos/coffee.png", import.meta.url));
const run = promisify(execFile);

let folder = "";
const packed = () => join(folder, "node_modules/@stratify/local-engine");
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stratify-packed-"));
  // The engine first: its packing builds the others.
  for (const name of ["local-engine", "imaging", "core"]) await install(name);
});
afterAll(() => rm(folder, { recursive: true }));

/** Packs a package, and unpacks it into a project with the dependencies that it asks for. */
async function install(name: string): Promise<void> {
  const from = join(packages, name);
  const archives = join(folder, "archives", name);
  await mkdir(archives, { recursive: true });
  await run("npx", ["--yes", "pnpm@12", "pack", "--pack-destination", archives], { cwd: from });
  const [archive = ""] = await readdir(archives);
  const to = join(folder, "node_modules/@stratify", name);
  await mkdir(to, { recursive: true });
  await run("tar", ["-xzf", join(archives, archive), "--strip-components=1", "-C", to]);
  const { dependencies } = JSON.parse(await readFile(join(to, "package.json"), "utf8"));
  for (const dependency of Object.keys(dependencies)) {
    if (dependency.startsWith("@stratify/")) continue;
    const place = join(to, "node_modules", dependency);
    await mkdir(dirname(place), { recursive: true });
    await symlink(await realpath(join(from, "node_modules", dependency)), place);
  }
}

it("the package of npm holds the engine's weights as they were published, and says whose they are", async () => {
  const read = (name: string) => readFile(join(packed(), name));
  expect(asWeights("u2netp.onnx", await read("weights/u2netp.onnx"))).toEqual(engineWeights);
  const notices = (await read("THIRD-PARTY.txt")).toString();
  for (const part of [engineWeights.sha256, "Apache License", "Xuebin Qin", "Microsoft Corporation"])
    expect(notices).toContain(part);
});

it("packing leaves no second copy of the weights behind", () => {
  expect(existsSync(join(packages, "local-engine/weights"))).toBe(false);
});

it("the package of npm cuts out what the source does", async () => {
  const program = `
    import { createHash } from "node:crypto";
    import { readFile } from "node:fs/promises";
    import { createEngine } from "@stratify/local-engine";
    const { layers } = await createEngine().split(await readFile(process.argv[2]), 2);
    console.log(JSON.stringify(layers.map(({ mask }) => createHash("sha256").update(mask).digest("hex"))));
  `;
  await writeFile(join(folder, "program.mjs"), program);
  const { stdout } = await run(process.execPath, [join(folder, "program.mjs"), coffee], { cwd: folder });
  const engine = createEngine();
  const { layers } = await engine.split(await readFile(coffee), 2);
  await engine.close();
  expect(layers.length).toBeGreaterThan(0);
  expect(JSON.parse(stdout)).toEqual(
    layers.map(({ mask }) => createHash("sha256").update(mask).digest("hex")),
  );
});
