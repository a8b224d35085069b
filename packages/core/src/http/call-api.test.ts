import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { callContext } from "../../../../test/support/call-context.ts";
import { type Answer, localServer } from "../../../../test/support/local-server.ts";
import type { CallContext } from "../contract/call-context.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { defineApi } from "./api.ts";
import { type ApiCall, type CallKind, callApi } from "./call-api.ts";

const key = "very-secret-key-1234";
const schema = z.looseObject({ job: z.string() });
const ok = JSON.stringify({ job: "7", more: true });
const json = { "content-type": "application/json; charset=utf-8" };
const good: Answer = (response) => response.writeHead(200, json).end(ok);

interface Options extends Partial<CallContext> {
  readonly call?: Partial<ApiCall<{ job: string }>>;
  /** Path of the base address. */
  readonly base?: string;
}

async function send(kind: CallKind, answer: Answer, { call, base = "", ...given }: Options = {}) {
  const server = await localServer(answer);
  const api = defineApi({
    id: "claid",
    name: "Claid.ai",
    baseUrl: `${server.origin}${base}`,
    authorization: ["apikey", key],
    key,
    explain: (body) => ({ detail: JSON.stringify(body) }),
    isFailure: (body) => typeof body === "object" && body !== null && "failed" in body,
  });
  const { context, said } = callContext(given);
  const result = callApi(api, { kind, method: "POST", path: "/jobs?a=1", schema, ...call }, context);
  // Whoever looks at the result looks late; a rejection is not unhandled meanwhile.
  result.catch(() => {});
  return { ...server, said, result };
}

describe("a request", () => {
  it("goes to the base address with the key, and its answer keeps what no schema names", async () => {
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
    await expect(result).rejects.toMatchObject({ code, mayHaveBeenCharged, provider: "claid" });
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

  it("waits as long as the service asks, else twice as long each time", async () => {
    const waits: number[] = [];
    const clock = { now: () => 0, sleep: async (ms: number) => void waits.push(ms) };
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
    const { result, received } = await send("poll", hang, { requestTimeout: 50 });
    await expect(result).rejects.toMatchObject({ code: "network", detail: "no answer within 0.05 s" });
    expect(received).toHaveLength(1);
    const longer = await send("paid", hang, { requestTimeout: 50, call: { timeout: 80 } });
    await expect(longer.result).rejects.toMatchObject({
      code: "outcome-unknown",
      detail: "no answer within 0.08 s",
    });
  });

  it("by the caller's own stop is unknown to a paid request that is under way", async () => {
    const controller = new AbortController();
    const stop = () => controller.abort(new StratifyError({ code: "aborted" }));
    const { result } = await send("paid", stop, { signal: controller.signal });
    await expect(result).rejects.toMatchObject({ code: "aborted", mayHaveBeenCharged: true });
  });
});
