import { readdir, readFile } from "node:fs/promises";
import { services } from "@stratify/core/services";
import { expect, it } from "vitest";
import { sandboxProviders } from "./providers.ts";
import { sandboxServices } from "./registry.ts";
import { startSandbox } from "./sandbox.ts";

const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).toSorted();

it("has a folder for every service of core, and none for others", () => {
  expect(ids(sandboxServices)).toEqual(ids(services));
});

it("makes a provider of every service, under the service's id", async () => {
  const sandbox = await startSandbox({ results: "tiny" });
  try {
    expect(ids(sandboxProviders(sandbox))).toEqual(ids(services));
  } finally {
    await sandbox.close();
  }
});

it("gives every case a name of its own, and every key to one service alone", () => {
  const names = sandboxServices.flatMap(({ cases }) => cases.map(({ name }) => name));
  const keys = sandboxServices.flatMap(({ key }) => [key?.good, key?.limited].filter((each) => each));
  for (const all of [names, keys]) expect(new Set(all).size).toBe(all.length);
});

it.each(sandboxServices)("knows of $id all that the suites ask for", async (service) => {
  expect(service.cases.length).toBeGreaterThan(0);
  const operations = Object.values(service.routes).map(({ operation }) => operation);
  expect(operations).toContain("submit");
  for (const { answers, layers, polled, uploads } of service.cases) {
    expect(layers.length).toBeGreaterThan(0);
    // A service whose results come as bytes may answer a submit with the image itself.
    if (service.results === "url") expect(answers.submit).toBeDefined();
    if (polled) expect(answers.status).toBeDefined();
    if (polled) expect(operations).toContain("status");
    // What is put goes to the storage that a signed address names, not to a route of the service.
    for (const upload of uploads.filter((each) => each !== "put")) expect(operations).toContain(upload);
  }
  if (service.cases.some(({ polled }) => polled))
    expect(Object.values(service.statusWords)).toEqual(expect.arrayContaining(["succeeded", "failed"]));
  if (service.recovers) expect(operations).toContain("list");
  if (service.key) expect(JSON.stringify(service.keyEcho(service.key.good))).toContain(service.key.good);
});

/** Folders of suites that hold for every service. */
const generic = ["sandbox", "contract", "runtimes", "relay", "bench/overhead", "bench/relay"];
/** The descriptors themselves, and tests of the sandbox's own wire, which have to talk to one service in its words. */
const exempt = ["sandbox/descriptors.ts", "sandbox/sandbox.test.ts", "sandbox/faults.test.ts"];

it.each(generic)("names no service in %s but in the service's own files", async (folder) => {
  const root = new URL("../", import.meta.url);
  const files = (await readdir(new URL(folder, root), { recursive: true }))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".ts") && !exempt.includes(name));
  const named = new RegExp(sandboxServices.map(({ id }) => `\\b${id}\\b`).join("|"), "i");
  const shared = files.filter((name) => !named.test(name));
  expect(shared.length).toBeGreaterThan(0);
  for (const name of shared) expect(await readFile(new URL(name, root), "utf8"), name).not.toMatch(named);
});
