import { readFile } from "node:fs/promises";
import { imageFromBytes, systemClock } from "@stratify/core";
import { useNodeCodecs } from "@stratify/imaging/node";
import { createEngine, localFacts, localProvider } from "@stratify/local-engine";
import { engineProvider } from "@stratify/relay/node";
import { describe, expect, it, onTestFinished } from "vitest";
import { openSandbox } from "../contract/open-sandbox.ts";
import { sandboxClient, serviceCases, taskOf } from "../contract/services.ts";
import { breakingProxy } from "./breaking-proxy.ts";
import { documentedFetch } from "./documented.ts";
import { openRelay, relayClient } from "./open-relay.ts";

describe.each(serviceCases)("$name through the relay", (service) => {
  const { service: id } = service;

  it("delivers the same layers as without it, and is paid once", async () => {
    const sandbox = await openSandbox();
    const { baseUrl } = await openRelay(sandbox);
    const task = await taskOf(sandbox, service);
    const image = service.image(sandbox);
    const direct = await sandboxClient(sandbox).run(task, image, { provider: id });
    sandbox.paid.reset();

    const client = await relayClient(baseUrl, undefined, documentedFetch);
    const relayed = await client.run(task, image, { provider: `relay:${id}` });
    expect(relayed.failures).toEqual([]);
    const shown = ({ layers }: typeof direct) =>
      layers.map(({ name, role, label, bytes }) => ({ name, role, label, bytes: Buffer.from(bytes) }));
    expect(shown(relayed)).toEqual(shown(direct));
    expect(relayed.cost).toEqual(direct.cost);
    expect(sandbox.paid.count()).toBe(1);
    expect(sandbox.leaks).toEqual([]);
  });

  it("is paid once when the connection breaks after the service took the job, and still delivers", async () => {
    const sandbox = await openSandbox();
    const { baseUrl } = await openRelay(sandbox);
    const task = await taskOf(sandbox, service);
    const proxy = await breakingProxy(baseUrl, 2);
    const client = await relayClient(proxy.baseUrl);
    const { layers, failures } = await client.run(task, service.image(sandbox), { provider: `relay:${id}` });
    expect(failures).toEqual([]);
    expect(layers.length).toBeGreaterThan(0);
    expect(proxy.broken()).toBe(2);
    expect(sandbox.paid.count()).toBe(1);
  });
});

describe("the engine behind the relay", { timeout: 120_000 }, () => {
  it("cuts out without any service", async () => {
    const client = await clientOfEngine();
    const { layers, failures } = await client.run({ task: "cutout" }, await coffee(), {
      provider: "relay:local",
    });
    expect(failures).toEqual([]);
    expect(layers.map(({ name }) => name)).toEqual(["cutout", "mask"]);
  });

  it("splits without keywords, with names and depth order as without the relay", async () => {
    const client = await clientOfEngine();
    const [engine] = client.providers;
    expect(engine?.capabilities.automatic).toEqual(localFacts.capabilities.automatic);
    const task = { task: "split", keywords: [], maxLayers: 2 } as const;
    const { layers, failures } = await client.run(task, await coffee(), { provider: "relay:local" });
    expect(failures).toEqual([]);
    expect(layers.map(({ name, depth }) => [depth, name])).toEqual([
      [0, "background"],
      [1, "subject"],
    ]);
  });
});

async function coffee() {
  const url = new URL("../fixtures/photos/coffee.png", import.meta.url);
  return imageFromBytes(new Uint8Array(await readFile(url)), "coffee.png");
}

async function clientOfEngine() {
  const sandbox = await openSandbox();
  useNodeCodecs();
  const engine = createEngine();
  onTestFinished(() => engine.close());
  const { baseUrl } = await openRelay(sandbox, {
    providers: [engineProvider(localProvider(engine))],
    clock: systemClock,
  });
  return relayClient(baseUrl, undefined, undefined, systemClock);
}
