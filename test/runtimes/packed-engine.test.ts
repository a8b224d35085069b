import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { asWeights, engineWeights } from "../support/engine-weights.ts";

const engine = fileURLToPath(new URL("../../packages/local-engine", import.meta.url));
const run = promisify(execFile);

it("the package of npm holds the engine's weights as they were published, and says whose they are", async () => {
  const folder = await mkdtemp(join(tmpdir(), "stratify-packed-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await run("npx", ["--yes", "pnpm@12", "pack", "--pack-destination", folder], { cwd: engine });
  const [archive = ""] = await readdir(folder);
  await run("tar", ["-xzf", archive], { cwd: folder });
  const read = (name: string) => readFile(join(folder, "package", name));
  expect(asWeights("u2netp.onnx", await read("weights/u2netp.onnx"))).toEqual(engineWeights);
  const notices = (await read("THIRD-PARTY.txt")).toString();
  for (const part of [engineWeights.sha256, "Apache License", "Xuebin Qin", "Microsoft Corporation"])
    expect(notices).toContain(part);
  // Built code looks for them beside its folder.
  expect((await read("dist/model/weights-path.js")).toString()).toContain("../../weights/");
});
