import { services } from "@stratify/core/services";
import { testKey } from "@stratify/core/test-key";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sandboxServiceOf } from "../sandbox/registry.ts";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import { siteOf } from "../sandbox/sites.ts";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ results: "tiny" });
});
afterEach(() => sandbox.close());

describe.each(services.filter(({ id }) => sandboxServiceOf(id).key))("$id", (service) => {
  const { id } = service;
  const ask = (changed: Readonly<Record<string, string>>) =>
    testKey(service, { ...siteOf(sandbox, id).options, ...changed });

  it("accepts its key, and charges nothing", async () => {
    expect(await ask({})).toEqual({ key: "accepted" });
    expect(sandbox.paid.count()).toBe(0);
  });

  it("refuses another one, and says so", async () => {
    const verdict = await ask({ apiKey: "0123456789abcdef0123456789abcdef" });
    expect(verdict).toMatchObject({ key: "refused", error: { provider: id } });
  });

  it("can't be asked: nothing is known of the key", async () => {
    const verdict = await ask({ baseUrl: "http://127.0.0.1:9" });
    expect(verdict).toMatchObject({ key: "unknown", error: { code: "network" } });
  });
});
