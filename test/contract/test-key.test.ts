import { createClient, type Provider } from "@stratify/core";
import { type KeyedService, testKey } from "@stratify/core/test-key";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import { sandboxProviders } from "./services.ts";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ results: "tiny" });
});
afterEach(() => sandbox.close());

const services: readonly KeyedService[] = ["aetherforge", "claid", "figur", "hitpaw"];
const ask = (service: KeyedService, providers: readonly Provider[]) =>
  testKey(createClient({ providers }), service);

describe.each(services)("%s", (service) => {
  it("accepts its key, and charges nothing", async () => {
    expect(await ask(service, sandboxProviders(sandbox))).toEqual({ key: "accepted" });
    expect(sandbox.paid.count()).toBe(0);
  });

  it("refuses another one, and says so", async () => {
    const wrong = { ...sandbox[service], apiKey: "0123456789abcdef0123456789abcdef" };
    const verdict = await ask(service, sandboxProviders({ ...sandbox, [service]: wrong }));
    expect(verdict).toMatchObject({ key: "refused", error: { provider: service } });
  });

  it("can't be asked: nothing is known of the key", async () => {
    const away = { ...sandbox[service], baseUrl: "http://127.0.0.1:9" };
    const verdict = await ask(service, sandboxProviders({ ...sandbox, [service]: away }));
    expect(verdict).toMatchObject({ key: "unknown", error: { code: "network" } });
  });
});
