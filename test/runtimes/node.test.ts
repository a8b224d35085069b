import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { startSandbox } from "../sandbox/sandbox.ts";
import { bundleJourney } from "./bundle-journey.ts";
import { billOf, expectedBill, expectedReport } from "./expected-report.ts";
import { installedNode } from "./installed-node.ts";
import { journeyInput } from "./journey-input.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stratify-node-"));
  await bundleJourney(folder);
});
afterAll(() => rm(folder, { recursive: true }));

it.each([
  [22, installedNode("node-22")],
  [24, process.execPath],
])("core runs in Node %i, without code from strings and without a word of warning", async (major, node) => {
  const sandbox = await startSandbox({ results: "tiny" });
  onTestFinished(() => sandbox.close());
  const script = join(folder, "in-node.mjs");
  const running = promisify(execFile)(node, ["--disallow-code-generation-from-strings", script]);
  running.child.stdin?.end(JSON.stringify(journeyInput(sandbox)));
  const { stdout, stderr } = await running;

  const { version, report } = JSON.parse(stdout);
  expect(version).toMatch(new RegExp(`^v${major}\\.`));
  expect(report).toEqual(expectedReport(sandbox));
  expect(stderr).toBe("");
  expect(billOf(sandbox)).toEqual(expectedBill());
  expect(sandbox.leaks).toEqual([]);
});
