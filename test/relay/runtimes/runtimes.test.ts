import { createClient } from "@stratify/core";
import { relayProviders } from "@stratify/core/relay";
import { describe, expect, it } from "vitest";
import { desk, openSandbox } from "../../contract/open-sandbox.ts";
import { fastClock, serviceCases, taskOf } from "../../contract/services.ts";
import { sandboxEnvironment } from "../../sandbox/providers.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { localServer } from "../../support/local-server.ts";
import { documentedFetch } from "../documented.ts";
import { cutter, secret, token } from "../open-relay.ts";
import { linkTo } from "../pointing-provider.ts";
import { type Runtime, runScript, startRuntime } from "./start-runtime.ts";

const runtimes: readonly Runtime[] = ["workerd", "deno", "bun"];
const headers = { authorization: `Bearer ${token}` };

const access = { RELAY_TOKENS: `tests:${token}`, RELAY_SECRETS: secret };

function environmentOf(sandbox: Sandbox): Readonly<Record<string, string>> {
  return { ...access, ...sandboxEnvironment(sandbox), RELAY_ALLOW_PRIVATE_ADDRESSES: "1" };
}

it.each(["deno", "bun"] as const)("%s looks at what a name leads to before it asks", async (runtime) => {
  const { origin, received } = await localServer((response) => response.end("secret"));
  const { port } = new URL(origin);
  expect(await runScript(runtime, "ask-inside.ts", `http://localhost:${port}/`)).toBe(
    "fetch failed: ENOTFOUND",
  );
  expect(received).toEqual([]);
});

describe.each(runtimes)("the relay in %s", (runtime) => {
  it("delivers from every service what its own client delivers, is paid once, and gives no key away", async () => {
    const sandbox = await openSandbox();
    const { baseUrl, printed } = await startRuntime(runtime, environmentOf(sandbox));
    const providers = await relayProviders({ baseUrl, token });
    expect(providers.map(({ id }) => id)).toEqual(Object.keys(sandbox.services).map((id) => `relay:${id}`));
    const client = createClient<string>({ providers, fetch: documentedFetch, clock: fastClock() });
    for (const service of serviceCases) {
      sandbox.paid.reset();
      const task = await taskOf(sandbox, service);
      const at = { provider: `relay:${service.service}` } as const;
      const { layers, failures } = await client.run(task, service.image(sandbox), at);
      expect(failures, service.name).toEqual([]);
      expect(layers.length).toBeGreaterThan(0);
      expect(sandbox.paid.count(), service.name).toBe(1);
    }
    expect(sandbox.leaks).toEqual([]);
    const keys = Object.values(sandbox.services).flatMap(({ apiKey }) => (apiKey ? [apiKey] : []));
    for (const hidden of [token, secret, ...keys, "Signature"]) expect(printed()).not.toContain(hidden);
  });

  it("refuses forged handles and strangers, and lets pages of no origin ask", async () => {
    const { baseUrl } = await startRuntime(runtime, environmentOf(await openSandbox()));
    const ask = (path: string, init?: RequestInit) => documentedFetch(baseUrl + path, init);
    expect((await ask("/v1/providers")).status).toBe(401);
    expect((await ask("/v1/jobs/forged", { headers })).status).toBe(404);
    expect((await ask("/v1/results/forged")).status).toBe(404);
    const preflight = await fetch(`${baseUrl}/v1/jobs`, {
      method: "OPTIONS",
      headers: { origin: "null", "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-max-age")).toBe("86400");
  });

  it("fetches no result from a private address, and sends no key to one", async () => {
    const sandbox = await openSandbox();
    const { RELAY_ALLOW_PRIVATE_ADDRESSES: _, ...env } = environmentOf(sandbox);
    const { baseUrl } = await startRuntime(runtime, env);
    const [service] = Object.keys(sandbox.services);
    const { path } = await linkTo(`${sandbox.filesUrl}/${service}/1/a.png`);
    const inside = await documentedFetch(baseUrl + path);
    expect(inside.status).toBe(422);
    expect((await inside.json()).error.code).toBe("result-invalid");
    const client = createClient({ providers: await relayProviders({ baseUrl, token }) });
    const { failures } = await client.run({ task: "cutout" }, desk, { provider: `relay:${cutter.service}` });
    expect(failures[0]?.error.code).toBe("refused");
    expect(sandbox.requests).toEqual([]);
  });
});
