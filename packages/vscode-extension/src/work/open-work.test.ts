import { readFileSync } from "node:fs";
import type { ExportedFile } from "@stratify/imaging";
import { nodeWorker } from "@stratify/local-engine";
import { describe, expect, it, onTestFinished } from "vitest";
import { openSandbox } from "../../../../test/contract/open-sandbox.ts";
import { openRelay, token } from "../../../../test/relay/open-relay.ts";
import type { JournalFiles } from "../journal/journal-files.ts";
import { JournalStore } from "../journal/journal-store.ts";
import { openWork } from "./open-work.ts";
import type { ProviderSetup } from "./provider-setup.ts";

const photo = readFileSync(new URL("../../../../test/fixtures/photos/coffee.png", import.meta.url));
const signal = new AbortController().signal;

function work() {
  const opened = openWork({ pixels: { createWorker: nodeWorker }, durations: {}, onDurations: () => {} });
  onTestFinished(() => opened.close());
  return opened;
}

function setupFor(relay: ProviderSetup["relay"]): ProviderSetup {
  return { keys: {}, endpoints: {}, figurPreset: "", subjectKeyword: "", ...(relay && { relay }) };
}

function journalFor(provider: string) {
  const texts = new Map<string, string>();
  const files: JournalFiles = {
    list: async () => [...texts.keys()],
    read: async (name) => texts.get(name),
    write: async (name, text) => void texts.set(name, text),
    delete: async (name) => void texts.delete(name),
  };
  const journal = new JournalStore(files, "session").begin({
    source: "file:///coffee.png",
    operation: { op: "cutout" },
    provider,
  });
  return { journal, texts };
}

describe("providers behind a relay", () => {
  it("stand beside those that are asked directly, with the relay's own host", async () => {
    const { baseUrl } = await openRelay(await openSandbox());
    const { providers, relayProblem } = await work().describe(setupFor({ address: baseUrl, token }));
    expect(relayProblem).toBeUndefined();
    expect(providers.map(({ id }) => id)).toEqual([
      "local",
      "aetherforge",
      "claid",
      "figur",
      "hitpaw",
      "relay:aetherforge",
      "relay:claid",
      "relay:figur",
      "relay:hitpaw",
    ]);
    const relayed = providers.filter(({ id }) => id.startsWith("relay:"));
    expect(new Set(relayed.map(({ capabilities }) => capabilities.host))).toEqual(
      new Set([new URL(baseUrl).host]),
    );
  });

  it("do a task without any key of a service, paid once and journalled under the relay's name", async () => {
    const sandbox = await openSandbox({ results: "segment" });
    const { baseUrl } = await openRelay(sandbox);
    const { journal, texts } = journalFor("relay:claid");
    const files: ExportedFile[] = [];
    const { failures, remarks } = await work().run(
      {
        name: "coffee.png",
        bytes: photo,
        operation: { op: "cutout" },
        provider: "relay:claid",
        output: { psd: "none", masks: false, trim: false, fillRemainder: false },
      },
      setupFor({ address: baseUrl, token }),
      { signal, journal, onProgress: () => {}, onFile: async (file) => void files.push(file) },
    );
    expect({ failures, remarks }).toEqual({ failures: [], remarks: [] });
    expect(files.map(({ path }) => path)).toEqual(["cutout.png"]);
    expect(sandbox.paid.count("claid")).toBe(1);
    const [record = ""] = texts.values();
    expect(record).toContain('"provider":"relay:claid"');
    expect(record).not.toContain(token);
  }, 30_000);

  it("show their catalogue", async () => {
    const { baseUrl } = await openRelay(await openSandbox());
    const entries = await work().backgrounds("relay:figur", setupFor({ address: baseUrl, token }), signal);
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.map(({ previewUrl }) => new URL(previewUrl).origin)).toEqual(entries.map(() => baseUrl));
  });

  it("leave the others in peace when the relay is down or the token is wrong, and say why", async () => {
    const opened = work();
    const down = await opened.describe(setupFor({ address: "http://127.0.0.1:9", token }));
    expect(down.providers.map(({ id }) => id)).toEqual(["local", "aetherforge", "claid", "figur", "hitpaw"]);
    expect(down.relayProblem).toBe("Relay: http://127.0.0.1:9 does not answer.");

    const { baseUrl } = await openRelay(await openSandbox());
    const wrong = "another-token-0123456789";
    const refused = await opened.describe(setupFor({ address: baseUrl, token: wrong }));
    expect(refused.relayProblem).toMatch(/^Relay: /);
    expect(refused.relayProblem).not.toContain(wrong);
  }, 15_000);

  it("can't be asked while no relay is set up, and that is said with what to do", async () => {
    await expect(work().find("relay:figur", setupFor(undefined))).rejects.toThrow(
      /stratify\.relay\.address.*Set API Key/,
    );
  });
});

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
