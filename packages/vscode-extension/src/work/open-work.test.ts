import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { KeptResults } from "@stratify/app/journal/kept-results";
import { missingOptions } from "@stratify/app/providers/configured";
import type { TaskKind } from "@stratify/core";
import { type ServiceId, serviceFacts } from "@stratify/core/service-facts";
import type { OptionValues } from "@stratify/core/services";
import type { ExportedFile } from "@stratify/imaging";
import { nodeWorker } from "@stratify/local-engine";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { openSandbox } from "../../../../test/contract/open-sandbox.ts";
import { openRelay, token } from "../../../../test/relay/open-relay.ts";
import { type ServiceSites, siteOf } from "../../../../test/sandbox/sites.ts";
import { openWork, type Work } from "./open-work.ts";
import type { ProviderSetup } from "./provider-setup.ts";

const photo = readFileSync(new URL("../../../../test/fixtures/photos/coffee.png", import.meta.url));
const signal = new AbortController().signal;
const ids = serviceFacts.map(({ id }) => id);

/** The work of one window, and the records that its journal has written. */
function work() {
  const kept = new Map<string, Uint8Array>();
  const records: unknown[] = [];
  const results = new KeptResults({
    list: async () => [],
    read: async (key) => kept.get(key),
    write: async (key, bytes) => void kept.set(key, bytes),
    delete: async (key) => void kept.delete(key),
  });
  const opened = openWork({
    pixels: { createWorker: nodeWorker },
    durations: {},
    onDurations: () => {},
    results,
    storage: {
      all: async () => [],
      write: async (_, record) => void records.push(structuredClone(record)),
      remove: async () => {},
    },
    session: "session",
    workspace: undefined,
  });
  onTestFinished(() => opened.close());
  return { ...opened, records };
}

/** Cuts the subject of a photograph out, in one round. */
async function cutOut(opened: Work, provider: string, setup: ProviderSetup, bytes: Uint8Array = photo) {
  const files: ExportedFile[] = [];
  const image = { ref: "file:///coffee.png", name: "coffee.png" };
  const order = { operation: { op: "cutout" }, provider: { id: provider, name: provider } } as const;
  const result = await opened
    .open(order, image, async () => setup)
    .round(
      { name: image.name, bytes },
      {
        signal,
        output: { psd: "none", masks: false, trim: false, fillRemainder: false },
        onProgress: () => {},
        onLayers: () => {},
        onFile: async (file) => void files.push(file),
      },
    );
  return { files, ...result };
}

function setupFor(relay: ProviderSetup["relay"], options: ProviderSetup["options"] = {}): ProviderSetup {
  return { options, resendAllowed: {}, ...(relay && { relay }) };
}

/** The services as a user would set them to reach the sandbox. */
function atSandbox(sandbox: ServiceSites): ProviderSetup["options"] {
  const pairs = ids.map((id): [ServiceId, OptionValues] => [id, siteOf(sandbox, id).options]);
  return Object.fromEntries(pairs);
}

/** A service that does a task. */
function serviceFor(task: TaskKind, background?: "catalogue"): ServiceId {
  const found = serviceFacts.find(
    ({ capabilities: { tasks, backgrounds } }) =>
      tasks.includes(task) && (background === undefined || backgrounds?.includes(background)),
  );
  if (!found) throw new Error(`no service does ${task}`);
  return found.id;
}

describe("the services", () => {
  it("are all described, whatever is set, with the host that images go to", async () => {
    const opened = work();
    const { providers } = await opened.describe(setupFor(undefined));
    expect(providers.map(({ id }) => id)).toEqual(["local", ...ids]);
    const hosts = new Map(providers.map(({ id, capabilities }) => [id, capabilities.host]));
    for (const { id, capabilities } of serviceFacts) expect(hosts.get(id)).toBe(capabilities.host);
    for (const id of ids) {
      const options = { [id]: { baseUrl: "https://proxy.example/api" } };
      const found = await opened.find(id, setupFor(undefined, options));
      expect([id, found?.capabilities.host]).toEqual([id, "proxy.example"]);
    }
    expect(await opened.find("nobody", setupFor(undefined))).toBeUndefined();
  });

  it("leave each other in peace when one has a value that it can't have, which is told to who chooses it", async () => {
    const opened = work();
    for (const id of ids) {
      const setup = setupFor(undefined, { [id]: { baseUrl: "no URL" } });
      expect((await opened.describe(setup)).providers).toHaveLength(ids.length + 1);
      await expect(opened.find(id, setup)).rejects.toThrow(TypeError);
    }
  });

  it("can be called as soon as what they require is set", async () => {
    const sandbox = await openSandbox();
    const options = atSandbox(sandbox);
    const opened = work();
    for (const service of serviceFacts) {
      expect(missingOptions(service, options[service.id] ?? {})).toEqual([]);
      expect(await opened.testKey(service.id, setupFor(undefined, options), signal)).toEqual({
        key: "accepted",
      });
      expect(await opened.sending(service.id, setupFor(undefined, options))).toBe("safe");
    }
    expect(sandbox.paid.count()).toBe(0);
    expect(sandbox.leaks).toEqual([]);
  });
});

describe("providers behind a relay", () => {
  it("stand beside those that are asked directly, with the relay's own host", async () => {
    const { baseUrl } = await openRelay(await openSandbox());
    const { providers, relayProblem } = await work().describe(setupFor({ address: baseUrl, token }));
    expect(relayProblem).toBeUndefined();
    const relayed = providers.filter(({ id }) => id.startsWith("relay:"));
    expect(providers.map(({ id }) => id)).toEqual(["local", ...ids, ...relayed.map(({ id }) => id)]);
    expect(relayed.map(({ id }) => id).sort()).toEqual(ids.map((id) => `relay:${id}`).sort());
    expect(new Set(relayed.map(({ capabilities }) => capabilities.host))).toEqual(
      new Set([new URL(baseUrl).host]),
    );
  });

  it("do a task without any key of a service, paid once and journalled under the relay's name", async () => {
    const sandbox = await openSandbox({ results: "segment" });
    const { baseUrl } = await openRelay(sandbox);
    const service = serviceFor("cutout");
    const provider = `relay:${service}`;
    const opened = work();
    const setup = setupFor({ address: baseUrl, token });
    const { files, problems, remarks } = await cutOut(opened, provider, setup);
    expect({ problems, remarks }).toEqual({ problems: [], remarks: [] });
    expect(files).toHaveLength(1);
    expect(files[0]?.path).toMatch(/^cutout.*\.png$/);
    expect(sandbox.paid.count(service)).toBe(1);
    const record = JSON.stringify(opened.records);
    expect(record).toContain(`"provider":"${provider}"`);
    expect(record).not.toContain(token);
  }, 30_000);

  it("show their catalogue", async () => {
    const { baseUrl } = await openRelay(await openSandbox());
    const provider = `relay:${serviceFor("replace-background", "catalogue")}`;
    const entries = await work().backgrounds(provider, setupFor({ address: baseUrl, token }), signal);
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.map(({ previewUrl }) => new URL(previewUrl).origin)).toEqual(entries.map(() => baseUrl));
  });

  it("leave the others in peace when the relay is down or the token is wrong, and say why", async () => {
    const opened = work();
    const down = await opened.describe(setupFor({ address: "http://127.0.0.1:9", token }));
    expect(down.providers.map(({ id }) => id)).toEqual(["local", ...ids]);
    expect(down.relayProblem).toBe("Relay: http://127.0.0.1:9 does not answer.");

    const { baseUrl } = await openRelay(await openSandbox());
    const wrong = "another-token-0123456789";
    const refused = await opened.describe(setupFor({ address: baseUrl, token: wrong }));
    expect(refused.relayProblem).toMatch(/^Relay: /);
    expect(refused.relayProblem).not.toContain(wrong);
  }, 15_000);

  it("can't be asked while no relay is set up, and that is said with what to do", async () => {
    await expect(work().find(`relay:${serviceFor("cutout")}`, setupFor(undefined))).rejects.toThrow(
      /stratify\.relay\.address.*Set API Key/,
    );
  });
});

describe("an image that its orientation tag turns", () => {
  it("is sent to a service as it is shown, and its result fits the source", async () => {
    const sandbox = await openSandbox({ results: "segment" });
    const provider = serviceFor("cutout");
    const sent = sentBodies();
    const setup = setupFor(undefined, atSandbox(sandbox));
    const { files } = await cutOut(work(), provider, setup, turned(photo));
    const images = (await Promise.all(sent)).filter((body) => body.includes("\x89PNG", 0, "latin1"));
    expect(images.map((body) => body.includes("eXIf"))).toEqual([false]);
    const [source, result] = [photo, files[0]?.bytes].map((png) => png && sizeOf(png));
    expect(result).toEqual({ width: source?.height, height: source?.width });
  }, 30_000);
});

/** The bodies of all requests from now on, to the end of the test. */
function sentBodies(): readonly Promise<Buffer>[] {
  const bodies: Promise<Buffer>[] = [];
  const send = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    bodies.push(new Response(init?.body ?? null).arrayBuffer().then((bytes) => Buffer.from(bytes)));
    return send(input, init);
  });
  onTestFinished(() => void vi.restoreAllMocks());
  return bodies;
}

/** The same PNG with an eXIf chunk that says "turn me by a quarter". */
function turned(png: Uint8Array): Uint8Array {
  const tiff = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0];
  const body = Buffer.from([...Buffer.from("eXIf"), ...tiff]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(tiff.length);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

function sizeOf(png: Uint8Array): { readonly width: number; readonly height: number } {
  const header = new DataView(png.buffer, png.byteOffset + 16, 8);
  return { width: header.getUint32(0), height: header.getUint32(4) };
}

describe("the relay's token", () => {
  it("is tested by asking what the relay offers", async () => {
    const sandbox = await openSandbox();
    const { baseUrl } = await openRelay(sandbox);
    const opened = work();
    const test = (own: string) => opened.testKey("relay", setupFor({ address: baseUrl, token: own }), signal);
    expect(await test(token)).toEqual({ key: "accepted" });
    expect(await test("another-token-0123456789")).toMatchObject({ key: "refused" });
    await expect(opened.testKey("relay", setupFor(undefined), signal)).rejects.toThrow("No relay is set up");
    expect(sandbox.paid.count()).toBe(0);
  });
});
