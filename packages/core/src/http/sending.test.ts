import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { callContext } from "../../../../test/support/call-context.ts";
import { type Answer, localServer, type Received } from "../../../../test/support/local-server.ts";
import { capabilities } from "../providers/claid/provider.ts";
import { type Api, type ApiOptions, defineApi } from "./api.ts";
import { systemClock } from "./clock.ts";
import { providerOf } from "./provider-of.ts";
import { forgetSending, isBrowser, type Platform, sendingFor } from "./sending.ts";

const chromium: Platform = { resends: () => true, canStream: () => true };
const firefox: Platform = { resends: () => true, canStream: () => false };
const node: Platform = { resends: () => false, canStream: () => true };

interface Options {
  /** What the page's connections speak; `none` is no network at all. */
  readonly network?: "h2" | "http/1.1" | "none";
  readonly target?: Partial<Omit<ApiOptions, "freePost">> & { readonly freePost?: undefined };
  readonly answer?: Answer;
  readonly requestTimeout?: number;
}

const freePost = { path: "/free?a=1", headers: { "content-type": "application/json" } };

/** An API under a TLS address, as a page of Chromium reaches it. */
async function open(options: Options = {}) {
  const { origin, received } = await localServer(
    options.answer ?? ((response) => response.writeHead(401).end()),
  );
  const state = { network: options.network ?? "h2", now: 1_000_000 };
  const sent: RequestInit[] = [];
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    sent.push(init);
    const refused = state.network === "http/1.1" && init.body instanceof ReadableStream;
    if (refused || state.network === "none") throw new TypeError("Failed to fetch");
    return globalThis.fetch(String(url).replace("https://api.test", origin), init);
  };
  const key = "very-secret-key-1234";
  const api: Api = defineApi({
    id: "claid",
    name: "Claid.ai",
    baseUrl: "https://api.test/v1",
    key,
    explain: () => ({}),
    ...options.target,
    ...(!(options.target && "freePost" in options.target) && { freePost }),
  });
  const controller = new AbortController();
  const { context } = callContext({
    signal: controller.signal,
    fetch,
    clock: { now: () => state.now, sleep: systemClock.sleep },
    requestTimeout: options.requestTimeout ?? 5000,
  });
  const ask = (platform: Platform = chromium) => sendingFor(api, context, platform);
  return { ask, received, sent, state, controller, context, api };
}

describe("without a free request", () => {
  it("a platform that never resends sends plainly", async () => {
    const { ask, sent } = await open();
    expect(await ask(node)).toBe("plain");
    expect(sent).toEqual([]);
  });

  it("what may be heard twice is sent plainly", async () => {
    const { ask, sent } = await open({ target: { idempotent: true, baseUrl: "http://127.0.0.1:1" } });
    expect([await ask(chromium), await ask(firefox)]).toEqual(["plain", "plain"]);
    expect(sent).toEqual([]);
  });

  it("a browser without one-shot bodies may resend", async () => {
    const { ask, sent } = await open();
    expect(await ask(firefox)).toBe("resend-risk");
    expect(sent).toEqual([]);
  });

  it.each<[string, Options["target"] & object]>([
    ["a URL without TLS, over which browsers speak no HTTP/2,", { baseUrl: "http://127.0.0.1:8000" }],
    ["a service that has no free request", { freePost: undefined }],
  ])("%s may resend", async (_, target) => {
    const { ask, sent } = await open({ target });
    expect(await ask()).toBe("resend-risk");
    expect(sent).toEqual([]);
  });
});

describe("the free request", () => {
  it.each([200, 204, 302, 401, 404, 422, 500])("proves HTTP/2 by status %i", async (status) => {
    const { ask, received } = await open({ answer: (response) => response.writeHead(status).end() });
    expect(await ask()).toBe("one-shot");
    expect(received).toHaveLength(1);
  });

  it("is what the service said, in one shot, without key or cookies", async () => {
    const { ask, received, sent } = await open();
    await ask();
    const [request] = received;
    expect(request).toMatchObject({ method: "POST", path: "/v1/free?a=1", body: Buffer.alloc(0) });
    expect(request?.headers).toMatchObject({ "content-type": "application/json" });
    expect(request?.headers).not.toHaveProperty("authorization");
    expect(sent[0]).toMatchObject({ duplex: "half", credentials: "omit", redirect: "manual" });
    expect(sent[0]?.body).toBeInstanceOf(ReadableStream);
  });

  it("refused in one shot and answered in the ordinary form tells of HTTP/1.1", async () => {
    const { ask, sent } = await open({ network: "http/1.1" });
    expect(await ask()).toBe("resend-risk");
    expect(sent.map(({ body }) => body instanceof ReadableStream)).toEqual([true, false]);
  });

  it("that gets no response in either form says that the service cannot be reached", async () => {
    const { ask, sent } = await open({ network: "none" });
    const unreached = { code: "network", mayHaveBeenCharged: false };
    await expect(ask()).rejects.toMatchObject(unreached);
    await expect(ask()).rejects.toMatchObject(unreached);
    // Nothing was learnt, so it is asked again.
    expect(sent).toHaveLength(4);
  });

  it("ends at the time limit", async () => {
    const { ask } = await open({ answer: () => {}, requestTimeout: 50 });
    await expect(ask()).rejects.toMatchObject({ code: "network", detail: "it took more than 0.05 s" });
  });

  it("ends with its caller, who leaves no listener", async () => {
    let arrived = () => {};
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const { ask, controller, received } = await open({ answer: () => arrived() });
    const asked = ask();
    await arrival;
    controller.abort("enough");
    await expect(asked).rejects.toBe("enough");
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    await expect(ask()).rejects.toBe("enough");
    expect(received).toHaveLength(1);
  });
});

describe("what is known", () => {
  const paths = (received: readonly Received[]) => received.map(({ path }) => path);

  it("is asked for once by all who ask at the same time", async () => {
    const { ask, received } = await open();
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(["one-shot", "one-shot", "one-shot"]);
    expect(paths(received)).toEqual(["/v1/free?a=1"]);
  });

  it("is asked for by the next one when the first who asked has gone", async () => {
    const { ask, api, context, received } = await open();
    const controller = new AbortController();
    const gone = sendingFor(api, { ...context, signal: controller.signal }, chromium);
    const next = ask();
    controller.abort("enough");
    await expect(gone).rejects.toBe("enough");
    expect(await next).toBe("one-shot");
    expect(received).toHaveLength(1);
  });

  it("is asked for again after five minutes, and sooner where HTTP/2 was not proved", async () => {
    const { ask, state, sent } = await open();
    await ask();
    state.now += 299_999;
    await ask();
    expect(sent).toHaveLength(1);
    state.now += 1;
    state.network = "http/1.1";
    expect(await ask()).toBe("resend-risk");
    expect(sent).toHaveLength(3);
    state.network = "h2";
    state.now += 29_999;
    expect(await ask()).toBe("resend-risk");
    state.now += 1;
    expect(await ask()).toBe("one-shot");
    expect(sent).toHaveLength(4);
  });

  it("is forgotten after a failure", async () => {
    const { ask, state, api } = await open();
    forgetSending(api);
    expect(await ask()).toBe("one-shot");
    state.network = "http/1.1";
    expect(await ask()).toBe("one-shot");
    forgetSending(api);
    expect(await ask()).toBe("resend-risk");
  });
});

it("this runtime is no browser, so it sends plainly", async () => {
  const { api, context, sent } = await open();
  expect(isBrowser()).toBe(false);
  expect(await sendingFor(api, context)).toBe("plain");
  expect(await providerOf(api, capabilities).sending(context)).toBe("safe");
  expect(sent).toEqual([]);
});
