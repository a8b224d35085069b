import { isStratifyError, systemClock } from "@stratify/core";
import * as z from "zod/mini";
import { type Api, defineApi } from "../../packages/core/src/http/api.ts";
import { callApi } from "../../packages/core/src/http/call-api.ts";
import { inOneShot } from "../../packages/core/src/http/one-shot.ts";
import { isBrowser, sendingFor } from "../../packages/core/src/http/sending.ts";

/** One paid request of a page, as JSON. */
export interface PaidRequest {
  readonly origin: string;
  /** A GET first, so that the connection is a reused one. A preflight does the same. */
  readonly warmUp: boolean;
  /** The form that is sent, or `decided` where core decides. */
  readonly sending: "plain" | "one-shot" | "request" | "decided";
  readonly body: keyof typeof bodies;
  /** What every kind of body holds. */
  readonly text: string;
  readonly allowResend?: boolean;
}

/** What became of it. */
export interface PaidReport {
  /** The origin of the page or worker. */
  readonly from: string;
  readonly isBrowser: boolean;
  /** How core decided to send. */
  readonly decision?: string;
  /** The status, the name of the error that `fetch` threw, or the code of core's error. */
  readonly outcome: string;
}

/** Where a request is sent from. */
export type Place = "here" | "worker";

declare global {
  /** Where the test finds what the page can do. */
  var pay: (request: PaidRequest, place: Place) => Promise<PaidReport>;
}

const bodies = {
  json: (text) => ({ body: JSON.stringify(text), headers: { "content-type": "application/json" } }),
  form: (text) => {
    const form = new FormData();
    form.append("keyword", "cup");
    form.append("image", new File([text], "image.png", { type: "image/png" }));
    return { body: form, headers: { authorization: "Bearer key" } };
  },
  blob: (text) => ({ body: new Blob([text]), headers: { authorization: "Bearer key" } }),
  none: () => ({ headers: { authorization: "Bearer key" } }),
} satisfies Record<string, (text: string) => RequestInit>;

async function payHere(request: PaidRequest): Promise<PaidReport> {
  const about = { from: globalThis.origin, isBrowser: isBrowser() };
  if (request.warmUp) await (await fetch(`${request.origin}/warm-up`, { cache: "no-store" })).text();
  if (request.sending === "decided") return { ...about, ...(await payByCore(request)) };
  try {
    const init: RequestInit = {
      method: "POST",
      credentials: "omit",
      cache: "no-store",
      ...bodies[request.body](request.text),
    };
    const { status } = await send(`${request.origin}/paid`, init, request.sending);
    return { ...about, outcome: String(status) };
  } catch (error) {
    return { ...about, outcome: error instanceof Error ? error.name : String(error) };
  }
}

function send(address: string, init: RequestInit, sending: string): Promise<Response> {
  if (sending === "one-shot") return fetch(address, inOneShot(init));
  // Libraries make a request of it, and send a clone where they may have to repeat it.
  if (sending === "request") return fetch(new Request(address, inOneShot(init)).clone());
  return fetch(address, init);
}

/** Sends the request as core does: `callApi` decides how. */
async function payByCore(request: PaidRequest): Promise<Pick<PaidReport, "decision" | "outcome">> {
  const api: Api = defineApi({
    id: "service",
    name: "Service",
    baseUrl: request.origin,
    explain: () => ({}),
    freePost: { path: "/free" },
  });
  const context = {
    signal: new AbortController().signal,
    fetch: (...given: Parameters<typeof fetch>) => fetch(...given),
    clock: systemClock,
    gate: { pass: async () => {}, pause: () => {} },
    requestTimeout: 10_000,
    maxResultBytes: 2 ** 20,
    allowResend: request.allowResend ?? false,
    uploading: () => {},
    paying: async () => {},
  };
  const form = bodies.form(request.text).body;
  const body = request.body === "form" ? { form } : request.body === "json" ? { json: request.text } : {};
  const call = { kind: "paid", method: "POST", path: "/paid", expected: { json: z.unknown() } } as const;
  const decision = await sendingFor(api, context);
  try {
    await callApi(api, { ...call, ...body }, context);
    return { decision, outcome: "200" };
  } catch (error) {
    if (isStratifyError(error)) return { decision, outcome: error.code };
    throw error;
  }
}

/** The script that runs here, for a worker of a page that may load nothing. */
const script = "document" in globalThis ? (document.currentScript?.textContent ?? "") : "";

globalThis.pay = (request, place) => (place === "here" ? payHere(request) : payInWorker(request));

function payInWorker(request: PaidRequest): Promise<PaidReport> {
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(request);
  });
}

// Only a worker hears messages of its page here.
if (!("document" in globalThis)) {
  addEventListener("message", async ({ data }: MessageEvent<PaidRequest>) =>
    postMessage(await payHere(data)),
  );
}
