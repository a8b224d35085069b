import { createClient, type JournalEntry, type Provider } from "@stratify/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sandboxProvider } from "../sandbox/providers.ts";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import { siteOf } from "../sandbox/sites.ts";
import { fastClock, firstCase, sandboxClient, serviceCases, taskOf } from "./services.ts";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ results: "tiny" });
});
afterEach(() => sandbox.close());

const full = new Error("no space left on device");

describe.each(serviceCases)("$name", (service) => {
  /** Runs the task with a journal that can't write entries of one type. */
  async function runWithout(type: JournalEntry["type"], synchronous = false) {
    const task = await taskOf(sandbox, service);
    sandbox.requests.length = 0;
    const written: string[] = [];
    const write = (entry: JournalEntry) => {
      if (entry.type !== type) return void written.push(entry.type);
      if (synchronous) throw full;
      return Promise.reject(full);
    };
    const client = sandboxClient(sandbox, { journal: { write } });
    return { result: await client.run(task, service.image(sandbox), { provider: service.service }), written };
  }
  const submits = () => sandbox.requests.filter(({ operation }) => operation === "submit").length;

  it.each([true, false])(
    "buys nothing when the intent can't be written (at once: %s)",
    async (synchronous) => {
      const { result, written } = await runWithout("intent", synchronous);
      expect(result.layers).toEqual([]);
      expect(result.failures[0]?.error).toMatchObject({
        code: "journal-failed",
        mayHaveBeenCharged: false,
        message: expect.stringContaining("the journal could not be written"),
      });
      expect(submits()).toBe(0);
      expect(sandbox.paid.count()).toBe(0);
      expect(written).not.toContain("handle");
    },
  );

  it.each(["handle", "ended"] as const)(
    "delivers what was paid for when its %s can't be written",
    async (type) => {
      const { result } = await runWithout(type);
      expect(result.failures).toEqual([]);
      expect(result.layers.length).toBeGreaterThan(0);
      expect(sandbox.paid.count()).toBe(1);
    },
  );

  it.runIf(service.facts.results === "url")(
    "still tells the handle of a job that fails when it could not be written",
    async () => {
      sandbox.faults.always(service.service, "download", { kind: "html" });
      const { result } = await runWithout("handle");
      const error = result.failures[0]?.error;
      expect(error?.code).toBe("result-invalid");
      sandbox.faults.clear();
      const { layers } = await sandboxClient(sandbox).resume(JSON.parse(JSON.stringify(error?.handle)));
      expect(layers.length).toBeGreaterThan(0);
    },
  );

  it("holds intent, handle and end, in this order, of a job that was delivered", async () => {
    const { written } = await runWithout("refused");
    expect(written).toEqual(["intent", "handle", "ended"]);
  });

  it("says of a refused submit that nothing is left to do", async () => {
    sandbox.faults.always(service.service, "submit", { kind: "status", status: 400 });
    const { written } = await runWithout("ended");
    expect(written).toEqual(["intent", "refused"]);
  });
});

const service = firstCase("that is polled", ({ polled }) => polled);

it("says that a job may have been charged when its provider's own code fails after the payment", async () => {
  const real = sandboxProvider(siteOf(sandbox, service.service));
  const broken: Provider = {
    ...real,
    async submit(request, context) {
      await real.submit(request, context);
      throw new RangeError("a mistake in the provider");
    },
  };
  const written: string[] = [];
  const journal = { write: ({ type }: JournalEntry) => void written.push(type) };
  const client = createClient({ providers: [broken], clock: fastClock(), journal });
  const { failures } = await client.run(await taskOf(sandbox, service), service.image(sandbox), {
    provider: real.id,
  });
  expect(sandbox.paid.count()).toBe(1);
  expect(failures[0]?.error).toMatchObject({ code: "unexpected-response", mayHaveBeenCharged: true });
  expect(failures[0]?.error.message).toMatch(/a mistake in the provider.*may have been charged/);
  expect(written).toEqual(["intent"]);
});

it("writes a call's jobs to the journal of that call, where it has one", async () => {
  const types = { own: [] as string[], client: [] as string[] };
  const client = sandboxClient(sandbox, { journal: { write: ({ type }) => void types.client.push(type) } });
  await client.run(await taskOf(sandbox, service), service.image(sandbox), {
    provider: service.service,
    journal: { write: ({ type }) => void types.own.push(type) },
  });
  expect(types).toEqual({ own: ["intent", "handle", "ended"], client: [] });
});
