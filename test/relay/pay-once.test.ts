import { createClient, type Provider, systemClock } from "@stratify/core";
import { relayProviders } from "@stratify/core/relay";
import { memorySubmits, type RelayOptions, type SubmitStore } from "@stratify/relay";
import { describe, expect, it } from "vitest";
import { desk, openSandbox } from "../contract/open-sandbox.ts";
import { fastClock } from "../contract/services.ts";
import { sandboxProviders } from "../sandbox/providers.ts";
import { breakingProxy } from "./breaking-proxy.ts";
import { expectDocumented } from "./documented.ts";
import { cutout, cutter, openRelay, rawSubmit, relayClient, splitter, token } from "./open-relay.ts";

if (desk.kind !== "bytes") throw new Error("the desk has no bytes");
const picture = desk;
const key = "a-key-of-the-tests-0123456789";

async function open(options: Partial<RelayOptions> = {}) {
  const sandbox = await openSandbox({ latency: 0 });
  const opened = await openRelay(sandbox, options);
  const submit = async (fields: Record<string, string> = cutout, headers = {}, image = picture) => {
    const response = await rawSubmit(opened.baseUrl, fields, image, { "idempotency-key": key, ...headers });
    await expectDocumented("POST", "/v1/jobs", response);
    return { status: response.status, body: await response.json() };
  };
  return { sandbox, submit, ...opened };
}

describe("a submit that is sent again under its key", () => {
  it("is told the same, and paid once", async () => {
    const { sandbox, submit } = await open();
    const first = await submit();
    expect(first.status).toBe(201);
    expect(await submit()).toEqual(first);
    expect(sandbox.paid.count()).toBe(1);
  });

  it("is paid once when the connection was reset before its answer", async () => {
    const { sandbox, submit, baseUrl } = await open();
    const proxy = await breakingProxy(baseUrl, 1);
    const headers = { "idempotency-key": key };
    await expect(rawSubmit(proxy.baseUrl, cutout, picture, headers)).rejects.toThrow();
    expect((await submit()).status).toBe(201);
    expect(sandbox.paid.count()).toBe(1);
  });

  it("is paid once when both are there at once, and both are told", async () => {
    const { sandbox, submit } = await open();
    sandbox.faults.next(cutter.service, "submit", { kind: "slow", ms: 100 });
    const [first, ...more] = await Promise.all([submit(), submit(), submit()]);
    expect(first.status).toBe(201);
    for (const each of more) expect(each).toEqual(first);
    expect(sandbox.paid.count()).toBe(1);
  });

  it("is refused with another picture or another field, during and after the first", async () => {
    const { sandbox, submit } = await open();
    sandbox.faults.next(cutter.service, "submit", { kind: "slow", ms: 100 });
    const others = () => [
      submit(cutout, {}, { ...picture, bytes: new Uint8Array([...picture.bytes, 0]) }),
      submit({ ...cutout, provider: splitter.service }),
      submit({ ...cutout, task: "split", keyword: "cup", provider: splitter.service }),
    ];
    const first = submit();
    await expect.poll(() => sandbox.requests.some(({ operation }) => operation === "submit")).toBe(true);
    const told = [...(await Promise.all(others()))];
    expect((await first).status).toBe(201);
    told.push(...(await Promise.all(others())));
    for (const { status, body } of told) {
      expect(status).toBe(422);
      expect(body.error.detail).toBe("this key was used for another submit");
      expect(body.error.mayHaveBeenCharged).toBe(false);
    }
    expect(sandbox.paid.count()).toBe(1);
  });

  it("is another one under another token", async () => {
    const other = "another-token-of-the-tests-0123456789";
    const { sandbox, submit } = await open({
      tokens: [
        { name: "anna", token },
        { name: "ben", token: other },
      ],
    });
    expect((await submit()).status).toBe(201);
    expect((await submit(cutout, { authorization: `Bearer ${other}` })).status).toBe(201);
    expect(sandbox.paid.count()).toBe(2);
  });

  it("is made again when the first one certainly cost nothing", async () => {
    const { sandbox, submit } = await open();
    sandbox.faults.next(cutter.service, "submit", { kind: "status", status: 402 });
    expect((await submit()).status).toBe(402);
    expect((await submit()).status).toBe(201);
    expect(sandbox.paid.count()).toBe(1);
  });

  it("is not made again when nobody knows what the first one cost", async () => {
    const { sandbox, submit } = await open();
    sandbox.faults.next(cutter.service, "submit", { kind: "reset-after" });
    const first = await submit();
    expect(first).toMatchObject({ status: 500, body: { error: { mayHaveBeenCharged: true } } });
    expect(await submit()).toEqual(first);
    expect(sandbox.paid.count()).toBe(1);
  });

  it("is known for as long as the relay promises, and not longer", async () => {
    let now = Date.now();
    const clock = { now: () => now, sleep: fastClock().sleep };
    const { sandbox, submit, baseUrl } = await open({
      clock,
      submits: memorySubmits({ onlyInstance: true, clock }),
    });
    const headers = { authorization: `Bearer ${token}` };
    const { payOnceFor } = await (await fetch(`${baseUrl}/v1/providers`, { headers })).json();
    expect(payOnceFor).toBe(15 * 60_000);
    await submit();
    now += payOnceFor - 1;
    await submit();
    expect(sandbox.paid.count()).toBe(1);
    now += 1;
    expect((await submit()).status).toBe(201);
    expect(sandbox.paid.count()).toBe(2);
  });

  it("is refused, and nothing is paid, when the relay remembers as many as it can", async () => {
    const submits = memorySubmits({ onlyInstance: true, clock: systemClock, most: 1 });
    const { sandbox, submit } = await open({ submits });
    expect((await submit()).status).toBe(201);
    const refused = await submit(cutout, { "idempotency-key": `${key}-2` });
    expect(refused).toMatchObject({ status: 429, body: { error: { mayHaveBeenCharged: false } } });
    expect((await submit()).status).toBe(201);
    expect(sandbox.paid.count()).toBe(1);
  });
});

/** A store that two instances share. */
function sharedStore(): SubmitStore {
  return memorySubmits({ onlyInstance: true, clock: systemClock });
}

it("pays once with several instances that share a store", async () => {
  const submits = sharedStore();
  const { sandbox, submit } = await open({ submits });
  const twin = await openRelay(sandbox, { submits });
  sandbox.faults.next(cutter.service, "submit", { kind: "slow", ms: 1500 });
  const first = submit();
  await expect.poll(() => sandbox.requests.some(({ operation }) => operation === "submit")).toBe(true);
  const busy = await rawSubmit(twin.baseUrl, cutout, picture, { "idempotency-key": key });
  expect(busy.status).toBe(503);
  expect(busy.headers.get("retry-after")).toBe("2");
  const told = await first;
  const again = await rawSubmit(twin.baseUrl, cutout, picture, { "idempotency-key": key });
  expect({ status: again.status, body: await again.json() }).toEqual(told);
  expect(sandbox.paid.count()).toBe(1);
});

it("keeps what was paid, and its key, when the answer can't be kept or the sender has gone", async () => {
  const store = sharedStore();
  const forgetful: SubmitStore = { ...store, settle: () => Promise.reject(new Error("the store is away")) };
  const { sandbox, submit } = await open({ submits: forgetful });
  expect((await submit()).status).toBe(201);
  // The claim stands: nothing is paid again, and the sender is asked to come back.
  expect((await submit()).status).toBe(503);
  expect(sandbox.paid.count()).toBe(1);
});

it("does not stop a submit whose sender hangs up", async () => {
  const { sandbox, submit, baseUrl } = await open();
  sandbox.faults.next(cutter.service, "submit", { kind: "slow", ms: 200 });
  const hangUp = new AbortController();
  const gone = fetch(`${baseUrl}/v1/jobs?${new URLSearchParams(cutout)}`, {
    method: "POST",
    body: new Uint8Array(picture.bytes),
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "image/png",
      "idempotency-key": key,
    },
    signal: hangUp.signal,
  });
  await expect.poll(() => sandbox.requests.some(({ operation }) => operation === "submit")).toBe(true);
  hangUp.abort();
  await expect(gone).rejects.toThrow();
  expect((await submit()).status).toBe(201);
  expect(sandbox.paid.count()).toBe(1);
});

it("says that it may have been charged, and pays no second time, when a paid job's id can't be made", async () => {
  const sandbox = await openSandbox({ latency: 0 });
  const unsealable = () => {
    throw new Error("no JSON");
  };
  const providers = sandboxProviders(sandbox).map((provider) => ({
    ...provider,
    submit: async (...asked: Parameters<Provider["submit"]>) => {
      const { handle } = await provider.submit(...asked);
      return { handle: Object.assign(handle, { toJSON: unsealable }) };
    },
  }));
  const { baseUrl } = await openRelay(sandbox, { providers });
  for (let count = 0; count < 2; count++) {
    const response = await rawSubmit(baseUrl, cutout, picture, { "idempotency-key": key });
    await expectDocumented("POST", "/v1/jobs", response);
    expect(response.status).toBe(500);
    const { error } = await response.json();
    expect(error).toMatchObject({
      code: "outcome-unknown",
      provider: cutter.service,
      mayHaveBeenCharged: true,
    });
  }
  expect(sandbox.paid.count()).toBe(1);
});

describe("a relay that is started anew", () => {
  const run = async (proxy: { readonly baseUrl: string }) => {
    const client = await relayClient(proxy.baseUrl);
    return client.run({ task: "cutout" }, picture, { provider: `relay:${cutter.service}` });
  };

  it("pays nothing twice that its forerunner took before it broke off, and says that it may be charged", async () => {
    const { sandbox, baseUrl } = await open();
    const anew = await openRelay(sandbox);
    const { failures } = await run(await breakingProxy(baseUrl, 1, anew.baseUrl));
    expect(failures[0]?.error).toMatchObject({ code: "outcome-unknown", mayHaveBeenCharged: true });
    expect(failures[0]?.error.message).toContain("look for it at the service first");
    expect(sandbox.paid.count()).toBe(1);
  });

  it("takes new submits of those who knew its forerunner", async () => {
    const { sandbox, baseUrl } = await open();
    const anew = await openRelay(sandbox);
    const asked: string[] = [];
    const moved: typeof fetch = (input, init) => {
      const { pathname, search } = new URL(input instanceof Request ? input.url : input);
      asked.push(pathname);
      return fetch(anew.baseUrl + pathname + search, init);
    };
    const client = createClient({
      providers: await relayProviders({ baseUrl, token }),
      fetch: moved,
      clock: fastClock(),
    });
    for (let count = 1; count <= 2; count++) {
      const { failures } = await client.run({ task: "cutout" }, picture, {
        provider: `relay:${cutter.service}`,
      });
      expect(failures).toEqual([]);
      expect(sandbox.paid.count()).toBe(count);
    }
    // It asks again what is promised, once.
    expect(asked.filter((path) => path === "/v1/providers")).toHaveLength(1);
    expect(asked.filter((path) => path === "/v1/jobs")).toHaveLength(3);
  });

  it("refuses the keys of its forerunner, and takes those of programs that know of no epoch", async () => {
    const { sandbox, submit } = await open();
    const refused = await submit(cutout, { "idempotency-key": `${crypto.randomUUID()}.${key}` });
    expect(refused.status).toBe(409);
    expect(refused.body.error.detail).toContain("was started anew");
    expect(sandbox.requests).toEqual([]);
    expect((await submit()).status).toBe(201);
  });
});

it("is not repeated by core where the relay promises nothing", async () => {
  const submits = memorySubmits({ onlyInstance: false, clock: systemClock });
  const { sandbox, baseUrl } = await open({ submits });
  const proxy = await breakingProxy(baseUrl, 1);
  const client = await relayClient(proxy.baseUrl);
  const { failures } = await client.run({ task: "cutout" }, picture, { provider: `relay:${cutter.service}` });
  expect(failures[0]?.error).toMatchObject({ code: "outcome-unknown", mayHaveBeenCharged: true });
  expect(sandbox.paid.count()).toBe(1);
});
