import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { callContext } from "../../../../test/support/call-context.ts";
import { type Answer, localServer } from "../../../../test/support/local-server.ts";
import type { CallContext } from "../contract/call-context.ts";
import type { Clock } from "../contract/clock.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { defineApi } from "./api.ts";
import { type ApiCall, callApi } from "./call-api.ts";
import { systemClock } from "./clock.ts";

const key = "very-secret-key-1234";
const expected = { json: z.looseObject({ job: z.string() }) };
const ok = JSON.stringify({ job: "7", more: true });
const json = { "content-type": "application/json; charset=utf-8" };
const good: Answer = (response) => response.writeHead(200, json).end(ok);

interface Options extends Partial<CallContext> {
  readonly call?: Partial<ApiCall<{ job: string }>>;
  /** Path of the base address. */
  readonly base?: string;
}

async function send(
  kind: ApiCall<unknown>["kind"],
  answer: Answer,
  { call, base = "", ...given }: Options = {},
) {
  const server = await localServer(answer);
  const api = defineApi({
    id: "claid",
    name: "Claid.ai",
    baseUrl: `${server.origin}${base}`,
    keyHeader: "apikey",
    key,
    explain: (body) => ({ detail: JSON.stringify(body) }),
    isFailure: (body) => typeof body === "object" && body !== null && "failed" in body,
  });
  const { context, said } = callContext(given);
  const result = callApi(api, { kind, method: "POST", path: "/jobs?a=1", expected, ...call }, context).then(
    ({ body }) => body,
  );
  // Whoever looks at the result looks late; a rejection is not unhandled meanwhile.
  result.catch(() => {});
  return { ...server, said, result };
}

describe("a request", () => {
  it("goes to the base address with the key, and its response keeps what no schema names", async () => {
    const call = { json: { image: "a" } };
    const { result, received } = await send("safe", good, { call, base: "/proxy" });
    expect(await result).toEqual({ job: "7", more: true });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: "POST", path: "/proxy/jobs?a=1" });
    expect(received[0]?.headers).toMatchObject({
      apikey: key,
      accept: "application/json",
      "content-type": "application/json",
    });
    expect(String(received[0]?.body)).toBe('{"image":"a"}');
  });

  it("sends a form as the platform writes it", async () => {
    const form = new FormData();
    form.append("keyword", "cup");
    const { result, received } = await send("paid", good, { call: { form } });
    await result;
    expect(received[0]?.headers["content-type"]).toMatch(/^multipart\/form-data; ?boundary=/);
    expect(String(received[0]?.body)).toContain('name="keyword"\r\n\r\ncup\r\n');
  });

  it("sends no body where there is none", async () => {
    const { result, received } = await send("poll", good, { call: { method: "GET" } });
    await result;
    expect(received[0]).toMatchObject({ method: "GET", body: Buffer.alloc(0) });
    expect(received[0]?.headers["content-type"]).toBeUndefined();
  });

  it.each(["paid", "safe", "poll"] as const)("of kind %s follows no redirect", async (kind) => {
    const elsewhere = await localServer(good);
    const { result, received } = await send(kind, (response) =>
      response.writeHead(307, { location: `${elsewhere.origin}/jobs` }).end(),
    );
    await expect(result).rejects.toMatchObject({ code: "unexpected-response", status: 307 });
    expect([received.length, elsewhere.received.length]).toEqual([1, 0]);
  });

  it("passes the gate before every try, and says that it is about to pay once", async () => {
    const paid = await send("paid", (response, _request, index) => {
      if (index === 0) return response.writeHead(429, json).end("{}");
      return response.writeHead(200, json).end(ok);
    });
    await paid.result;
    expect(paid.said).toEqual(["paying", "gate", "gate"]);
    const free = await send("safe", good);
    await free.result;
    expect(free.said).toEqual(["gate"]);
  });

  it("gives the marker to the journal, and is not sent when that can't be written", async () => {
    const marked = await send("paid", good, { call: { marker: "uploads/1.png" } });
    await marked.result;
    expect(marked.said[0]).toBe("paying uploads/1.png");
    const paying = async () => {
      throw new Error("disk full");
    };
    const unwritten = await send("paid", good, { paying });
    await expect(unwritten.result).rejects.toThrow("disk full");
    expect(unwritten.received).toEqual([]);
  });

  it.each(["paid", "safe", "poll"] as const)(
    "of kind %s is not sent for a caller who has gone",
    async (kind) => {
      const controller = new AbortController();
      // Gone while the journal was written: nothing was sent, so nothing can have been charged.
      const paying = async () => controller.abort(new Error("enough"));
      if (kind !== "paid") controller.abort(new Error("enough"));
      const gate = { pass: async (signal: AbortSignal) => signal.throwIfAborted(), pause: () => {} };
      const { result, received } = await send(kind, good, { signal: controller.signal, paying, gate });
      await expect(result).rejects.toThrow("enough");
      await expect(result).rejects.not.toHaveProperty("mayHaveBeenCharged");
      expect(received).toEqual([]);
    },
  );
});

describe("what fails", () => {
  const fault: Record<string, Answer> = {
    "a lost connection": (response) => response.destroy(),
    "status 503": (response) => response.writeHead(503, json).end("{}"),
    "status 429": (response) => response.writeHead(429, json).end("{}"),
    "status 400": (response) => response.writeHead(400, json).end("{}"),
  };

  it.each([
    ["paid", "a lost connection", 1, "outcome-unknown"],
    ["paid", "status 503", 1, "outcome-unknown"],
    ["paid", "status 429", 5, "rate-limited"],
    ["paid", "status 400", 1, "refused"],
    ["safe", "a lost connection", 4, "network"],
    ["safe", "status 503", 4, "unavailable"],
    ["safe", "status 429", 4, "rate-limited"],
    ["safe", "status 400", 1, "refused"],
    ["poll", "a lost connection", 1, "network"],
    ["poll", "status 503", 1, "unavailable"],
    ["poll", "status 429", 1, "rate-limited"],
    ["poll", "status 400", 1, "refused"],
  ] as const)("%s, by %s, is sent %i times and ends as %s", async (kind, what, times, code) => {
    const { result, received } = await send(kind, (...call) => fault[what]?.(...call));
    const mayHaveBeenCharged = code === "outcome-unknown";
    await expect(result).rejects.toMatchObject({ code, mayHaveBeenCharged });
    expect(received).toHaveLength(times);
  });

  it("is tried again, though it is paid, at a service that refuses connections: it was never sent", async () => {
    let tries = 0;
    const refusing = async () => {
      tries++;
      throw new TypeError("fetch failed", {
        cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }),
      });
    };
    const { result } = await send("paid", good, { fetch: refusing });
    await expect(result).rejects.toMatchObject({ code: "network", mayHaveBeenCharged: false });
    expect(tries).toBe(5);
  });

  it("is unknown to a paid request, whatever a host throws in place of a response", async () => {
    for (const thrown of [Object.assign(new Error("odd"), { message: 7 }), "a text", undefined]) {
      const { result } = await send("paid", good, { fetch: () => Promise.reject(thrown) });
      await expect(result).rejects.toMatchObject({ code: "outcome-unknown", mayHaveBeenCharged: true });
    }
  });

  it("waits as long as the service asks, else twice as long each time", async () => {
    const waits: number[] = [];
    const clock: Clock = {
      now: () => 0,
      // Timeouts are no pauses.
      sleep: async (ms, signal) => (ms > 100_000 ? systemClock.sleep(ms, signal) : void waits.push(ms)),
    };
    const { result, said } = await send(
      "paid",
      (response, _request, index) => {
        if (index === 0) return response.writeHead(429, { ...json, "retry-after": "9" }).end("{}");
        if (index < 4) return response.writeHead(429, json).end("{}");
        return response.writeHead(200, json).end(ok);
      },
      { clock },
    );
    await result;
    expect(waits).toEqual([9000, 2000, 4000, 8000]);
    expect(said).toContain("pause 9000");
  });

  it.each(["headers", "body"])("ends in time when it hangs in its %s", async (where) => {
    const hang: Answer = (response) => where === "body" && response.writeHead(200, json).write('{"job":');
    const { result, received } = await send("poll", hang, { requestTimeout: 50_000 });
    await expect(result).rejects.toMatchObject({ code: "network", detail: "it took more than 50 s" });
    expect(received).toHaveLength(1);
    const paid = await send("paid", hang, { requestTimeout: 60_000, call: { takes: "synchronous" } });
    await expect(paid.result).rejects.toMatchObject({
      code: "outcome-unknown",
      detail: "it took more than 60 s",
    });
  });

  it.each([
    [undefined, "30 s"],
    ["transfer", "120 s"],
    ["synchronous", "180 s"],
  ] as const)("of %s has a time limit of its own where the caller sets none: %s", async (takes, limit) => {
    const call = takes ? { takes } : {};
    const { result } = await send("poll", () => {}, { requestTimeout: undefined, call });
    await expect(result).rejects.toMatchObject({ detail: `it took more than ${limit}` });
  });

  it("by the caller's own stop is unknown to a paid request that is under way", async () => {
    const controller = new AbortController();
    const stop = () => controller.abort(new StratifyError({ code: "aborted" }));
    const { result } = await send("paid", stop, { signal: controller.signal });
    await expect(result).rejects.toMatchObject({ code: "aborted", mayHaveBeenCharged: true });
  });
});

describe("a service that charges nothing", () => {
  const free = (baseUrl: string) =>
    defineApi({ id: "own", name: "Own", baseUrl, free: true, explain: () => ({}) });

  it("may have charged nothing, whatever fails, and is asked once", async () => {
    const { origin, received } = await localServer((response) => response.destroy());
    const call = { kind: "paid", method: "POST", path: "/", expected } as const;
    await expect(callApi(free(origin), call, callContext().context)).rejects.toMatchObject({
      code: "network",
      mayHaveBeenCharged: false,
    });
    expect(received).toHaveLength(1);
  });

  it("may be on any host without TLS, since no key goes there", () => {
    expect(free("http://192.168.0.7:7000").baseUrl).toBe("http://192.168.0.7:7000");
  });
});

describe("where a request goes", () => {
  it.each([
    "@evil.test/x",
    "https://evil.test/x",
    "http://127.0.0.1:1/x",
    "https://127.0.0.1@evil.test/",
    "javascript:alert(1)",
    "",
  ])("is never another origin than the service's own: %j", async (path) => {
    const seen: unknown[] = [];
    const fetch = async (...request: unknown[]) => {
      seen.push(request);
      return Response.json({ job: "7" });
    };
    const { result, said } = await send("paid", good, { fetch, call: { path } });
    await expect(result).rejects.toMatchObject({ code: "refused", mayHaveBeenCharged: false });
    expect([seen, said]).toEqual([[], []]);
  });

  it("may be a URL out of a response, at the service's own origin", async () => {
    const server = await localServer(good);
    const api = defineApi({
      id: "claid",
      name: "Claid.ai",
      baseUrl: `${server.origin}/base`,
      explain: () => ({}),
    });
    const call = { kind: "poll", method: "GET", path: `${server.origin}/jobs/7?x=1`, expected } as const;
    await callApi(api, call, callContext().context);
    expect(server.received[0]?.path).toBe("/jobs/7?x=1");
  });
});

describe("an image in the response", () => {
  const png = Buffer.from("\x89PNG\r\n\x1a\n and the rest of it", "latin1");
  const image = { image: (bytes: Uint8Array) => ({ job: String(bytes.length) }) };

  it("is told by its first bytes, and comes with its headers", async () => {
    const server = await localServer((response) =>
      response.writeHead(200, { "content-type": "text/plain", "x-credits-charged": "2" }).end(png),
    );
    const api = defineApi({ id: "s", name: "S", baseUrl: server.origin, explain: () => ({}) });
    const call = { kind: "paid", method: "POST", path: "/", expected: image } as const;
    const { body, headers } = await callApi(api, call, callContext().context);
    expect([body.job, headers.get("x-credits-charged")]).toEqual([String(png.length), "2"]);
  });

  it.each([
    [200, { "content-type": "text/html" }, "<h1>Hello</h1>", "unexpected-response", true],
    [200, json, "{}", "unexpected-response", true],
    [402, json, '{"detail":"no credits"}', "insufficient-credits", false],
  ])("that is none, under status %i, is an error", async (status, headers, body, code, charged) => {
    const answer: Answer = (response) => response.writeHead(status, headers).end(body);
    const { result } = await send("paid", answer, { call: { expected: image } });
    await expect(result).rejects.toMatchObject({ code, mayHaveBeenCharged: charged });
  });

  it("above the limit has a code of its own", async () => {
    const answer: Answer = (response) => response.end(Buffer.concat([png, Buffer.alloc(3 * 2 ** 20)]));
    const { result } = await send("paid", answer, {
      call: { expected: image },
      maxResultBytes: 2 * 2 ** 20,
    });
    await expect(result).rejects.toMatchObject({ code: "response-too-large", mayHaveBeenCharged: true });
  });
});
