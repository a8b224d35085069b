import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { services } from "./descriptors.ts";
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
    expect(answers.submit).toBeDefined();
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

it("names no service outside of its folder", async () => {
  const shared = [
    "sandbox.ts",
    "server.ts",
    "key-guard.ts",
    "faults.ts",
    "knobs.ts",
    "main.ts",
    "file-site.ts",
  ];
  for (const name of shared) {
    const text = (await readFile(new URL(name, import.meta.url), "utf8")).toLowerCase();
    for (const { id } of sandboxServices) expect(text, name).not.toContain(id);
  }
});
