import { type Clock, createClient, type TaskKind } from "@stratify/core";
import { relayProviders } from "@stratify/core/relay";
import { describe, expect, it } from "vitest";
import { desk, openSandbox } from "../contract/open-sandbox.ts";
import { fastClock, sleepingClock } from "../contract/services.ts";
import { descriptorOf } from "../sandbox/descriptors.ts";
import { sandboxProviders } from "../sandbox/providers.ts";
import { documentedFetch } from "./documented.ts";
import { cutout, cutter, openRelay, rawSubmit, splitter, token } from "./open-relay.ts";

if (desk.kind !== "bytes") throw new Error("the desk has no bytes");
const picture = desk;
/** What the service charges for a job, in its own unit. */
const price = cutter.cost?.amount ?? 0;
const other = "another-token-of-the-tests-0123456789";
const bearer = (own: string) => ({ headers: { authorization: `Bearer ${own}` } });

describe("tokens", () => {
  it.each<[string, Record<string, string>]>([
    ["no token", {}],
    ["an empty one", { authorization: "Bearer " }],
    ["another one", bearer(other).headers],
    ["the start of the right one", bearer(token.slice(0, -1)).headers],
    ["the right one and more", bearer(`${token}0`).headers],
    ["the right one in another scheme", { authorization: `Basic ${token}` }],
    ["two of them", { authorization: `Bearer ${token}, Bearer ${token}` }],
    ["one in a cookie", { cookie: `authorization=Bearer ${token}` }],
    ["one that is far too long", bearer("a".repeat(4000)).headers],
  ])("refuses %s everywhere, and tells nothing of what it offers", async (_, headers) => {
    const sandbox = await openSandbox();
    const { baseUrl } = await openRelay(sandbox);
    const asked = [
      ["GET", "/v1/providers"],
      ["GET", `/v1/providers/${cutter.service}/backgrounds`],
      ["POST", "/v1/jobs"],
      ["GET", "/v1/jobs/x"],
      ["POST", "/v1/jobs/x/cancel"],
    ] as const;
    for (const [method, path] of asked) {
      const response = await documentedFetch(baseUrl + path, { method, headers });
      expect(response.status).toBe(401);
      expect((await response.json()).error.code).toBe("unauthorized");
    }
    expect(sandbox.requests).toEqual([]);
  });

  it("are refused in the address, where logs of others would keep them", async () => {
    const { baseUrl } = await openRelay(await openSandbox());
    expect((await fetch(`${baseUrl}/v1/providers?token=${token}&access_token=${token}`)).status).toBe(401);
  });

  it("can be several, each with tasks and limits of its own", async () => {
    const sandbox = await openSandbox();
    const able = (task: TaskKind) =>
      sandboxProviders(sandbox).flatMap(({ id, capabilities }) =>
        capabilities.tasks.includes(task) ? [[id, task]] : [],
      );
    const { baseUrl, log } = await openRelay(sandbox, {
      tokens: [
        { name: "anna", token, tasks: ["cutout"] },
        { name: "ben", token: other, tasks: ["replace-background"] },
      ],
    });
    const tasksFor = async (own: string) => {
      const { providers } = await (await documentedFetch(`${baseUrl}/v1/providers`, bearer(own))).json();
      return providers.map(({ id, capabilities }: { id: string; capabilities: { tasks: string[] } }) => [
        id,
        ...capabilities.tasks,
      ]);
    };
    expect(await tasksFor(token)).toEqual(able("cutout"));
    expect(await tasksFor(other)).toEqual(able("replace-background"));
    expect(log.map(({ caller }) => caller)).toEqual(["anna", "ben"]);
  });

  it.each([
    ["none", []],
    ["one that could be guessed", [{ name: "team", token: "secret" }]],
    ["one with a space", [{ name: "team", token: `${token} ${token}` }]],
  ])("can't be made of %s", async (_, tokens) => {
    const sandbox = await openSandbox();
    await expect(openRelay(sandbox, { tokens })).rejects.toThrow(TypeError);
  });
});

describe("what a token may do", () => {
  it("refuses a task that is not on its list, and nothing is paid", async () => {
    const sandbox = await openSandbox();
    const { baseUrl } = await openRelay(sandbox, { tokens: [{ name: "tests", token, tasks: ["split"] }] });
    const response = await rawSubmit(baseUrl, cutout, picture);
    expect(response.status).toBe(403);
    expect((await response.json()).error).toMatchObject({
      code: "forbidden",
      detail: "this token may not ask for cutout",
      mayHaveBeenCharged: false,
    });
    expect(sandbox.requests).toEqual([]);
  });

  it("limits requests by the minute, says how long to wait, and lets others through", async () => {
    let now = Date.now();
    const { baseUrl } = await openRelay(await openSandbox(), {
      tokens: [
        { name: "anna", token, requestsPerMinute: 3 },
        { name: "ben", token: other, requestsPerMinute: 3 },
      ],
      clock: { now: () => now, sleep: fastClock().sleep },
    });
    const ask = (own: string) => documentedFetch(`${baseUrl}/v1/providers`, bearer(own));
    for (let count = 0; count < 3; count++) expect((await ask(token)).status).toBe(200);
    const refused = await ask(token);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("20");
    expect((await refused.json()).error).toMatchObject({ code: "rate-limited", retryAfter: 20_000 });
    expect((await ask(other)).status).toBe(200);
    now += 20_000;
    expect((await ask(token)).status).toBe(200);
    expect((await ask(token)).status).toBe(429);
  });

  it("counts results too, which anybody with the link could fetch again and again", async () => {
    const { baseUrl } = await openRelay(await openSandbox({ latency: 0 }), {
      tokens: [{ name: "tests", token, requestsPerMinute: 4 }],
    });
    const { id } = await (await rawSubmit(baseUrl, cutout, picture)).json();
    const { outputs } = await (await fetch(`${baseUrl}/v1/jobs/${id}`, bearer(token))).json();
    const statuses = [];
    for (let count = 0; count < 3; count++) {
      statuses.push((await documentedFetch(baseUrl + outputs[0].path)).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
  });

  it("is waited for by core's client, and not told as a failure", async () => {
    const waits: number[] = [];
    const { now, sleep } = sleepingClock();
    const clock: Clock = {
      now,
      sleep: (ms, signal) => {
        waits.push(ms);
        return sleep(ms, signal);
      },
    };
    const { baseUrl, log } = await openRelay(await openSandbox({ latency: 0 }), {
      tokens: [{ name: "tests", token, requestsPerMinute: 12 }],
      clock,
    });
    const client = createClient({ providers: await relayProviders({ baseUrl, token }), clock });
    while ((await fetch(`${baseUrl}/v1/providers`, bearer(token))).ok);
    const { failures } = await client.run({ task: "cutout" }, picture, {
      provider: `relay:${cutter.service}`,
    });
    expect(failures).toEqual([]);
    expect(log.some(({ status, route }) => status === 429 && route === "/v1/jobs")).toBe(true);
    expect(waits).toContain(5000);
  });

  it("limits what is spent in a day, counting what failed without cost as nothing", async () => {
    let now = Date.UTC(2030, 0, 1, 12);
    const sandbox = await openSandbox({ latency: 0 });
    const { baseUrl } = await openRelay(sandbox, {
      tokens: [
        { name: "anna", token, costPerDay: { [cutter.service]: 2 * price } },
        { name: "ben", token: other, costPerDay: { [cutter.service]: price } },
      ],
      clock: { now: () => now, sleep: fastClock().sleep },
    });
    const submit = (own: string) => rawSubmit(baseUrl, cutout, picture, bearer(own).headers);
    sandbox.faults.next(cutter.service, "submit", { kind: "status", status: 400 });
    expect((await submit(token)).status).toBeLessThan(500);
    expect((await submit(token)).status).toBe(201);
    expect((await submit(token)).status).toBe(201);
    const refused = await submit(token);
    expect(refused.status).toBe(402);
    expect((await refused.json()).error.message).toMatch(
      new RegExp(`spent its limit at ${descriptorOf(cutter.service).name} for today.*midnight UTC`),
    );
    expect(sandbox.paid.count()).toBe(2);
    expect((await submit(other)).status).toBe(201);
    expect(
      (await rawSubmit(baseUrl, { provider: splitter.service, task: "split", keyword: "cup" }, picture))
        .status,
    ).toBe(201);
    now += 12 * 3_600_000;
    expect((await submit(token)).status).toBe(201);
  });

  it("counts a job whose outcome nobody knows as paid", async () => {
    const sandbox = await openSandbox({ latency: 0 });
    const { baseUrl } = await openRelay(sandbox, {
      tokens: [{ name: "tests", token, costPerDay: { [cutter.service]: price } }],
    });
    sandbox.faults.next(cutter.service, "submit", { kind: "reset-after" });
    expect((await rawSubmit(baseUrl, cutout, picture)).status).toBe(500);
    expect((await rawSubmit(baseUrl, cutout, picture)).status).toBe(402);
    expect(sandbox.paid.count()).toBe(1);
  });

  it("keeps jobs that are submitted at once within the day's limit", async () => {
    const sandbox = await openSandbox({ latency: 0 });
    const { baseUrl } = await openRelay(sandbox, {
      tokens: [{ name: "tests", token, costPerDay: { [cutter.service]: 3 * price } }],
    });
    const all = await Promise.all(Array.from({ length: 8 }, () => rawSubmit(baseUrl, cutout, picture)));
    expect(all.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 402, 402, 402, 402, 402]);
    expect(sandbox.paid.count()).toBe(3);
  });
});

describe("pages of other origins", () => {
  it("are let in without an origin and without cookies, by a preflight that browsers keep for a day", async () => {
    const { baseUrl } = await openRelay(await openSandbox());
    const response = await fetch(`${baseUrl}/v1/jobs`, {
      method: "OPTIONS",
      headers: {
        origin: "null",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,idempotency-key",
      },
    });
    expect(response.status).toBe(204);
    const header = (name: string) => response.headers.get(name);
    expect(header("access-control-allow-origin")).toBe("*");
    expect(header("access-control-allow-methods")).toBe("GET,POST");
    expect(header("access-control-allow-headers")).toBe("authorization,content-type,idempotency-key");
    expect(header("access-control-max-age")).toBe("86400");
    expect(header("access-control-allow-credentials")).toBeNull();
  });

  it("can read answers, errors and results, and are never sent a cookie", async () => {
    const { baseUrl } = await openRelay(await openSandbox({ latency: 0 }));
    const { id } = await (await rawSubmit(baseUrl, cutout, picture)).json();
    const headers = { ...bearer(token).headers, origin: "null" };
    const status = await fetch(`${baseUrl}/v1/jobs/${id}`, { headers });
    const [output] = (await status.json()).outputs;
    const result = await fetch(baseUrl + output.path, { headers: { origin: "null" } });
    const failed = await fetch(`${baseUrl}/v1/providers`, { headers: { origin: "null" } });
    expect([status.status, result.status, failed.status]).toEqual([200, 200, 401]);
    for (const { headers } of [status, result, failed]) {
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(headers.get("access-control-expose-headers")).toBe("retry-after,x-request-id");
      expect(headers.get("access-control-allow-credentials")).toBeNull();
      expect(headers.get("set-cookie")).toBeNull();
      expect(headers.get("cache-control")).toBe("private, no-store");
    }
    expect(result.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
    expect(result.headers.get("x-content-type-options")).toBe("nosniff");
  });
});
