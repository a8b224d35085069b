import { isStratifyError } from "@stratify/core";
import { oneShot } from "../../packages/core/src/http/one-shot.ts";
import { isBrowser, type PaidTarget, sendingFor } from "../../packages/core/src/http/sending.ts";

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
  /** How core decided to send, or the code of its refusal. */
  readonly decision?: string;
  /** The status, or the error that `fetch` threw. */
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
  const decision = request.sending === "decided" ? await decide(request) : undefined;
  const known = decision === undefined ? {} : { decision };
  const sending = decision ?? request.sending;
  if (sending === "unsupported") return { ...about, ...known, outcome: "not sent" };
  try {
    const init: RequestInit = {
      method: "POST",
      credentials: "omit",
      cache: "no-store",
      ...bodies[request.body](request.text),
    };
    const { status } = await send(`${request.origin}/paid`, init, sending);
    return { ...about, ...known, outcome: String(status) };
  } catch (error) {
    return { ...about, ...known, outcome: error instanceof Error ? error.name : String(error) };
  }
}

function send(address: string, init: RequestInit, sending: string): Promise<Response> {
  if (sending === "one-shot") return fetch(address, oneShot(init));
  // Libraries make a request of it, and send a clone where they may have to repeat it.
  if (sending === "request") return fetch(new Request(address, oneShot(init)).clone());
  return fetch(address, init);
}

async function decide({ origin: baseUrl, allowResend = false }: PaidRequest): Promise<string> {
  const target: PaidTarget = { id: "service", name: "Service", baseUrl, freePost: { path: "/free" } };
  const context = {
    signal: new AbortController().signal,
    fetch,
    clock: Date,
    requestTimeout: 10_000,
    allowResend,
  };
  try {
    return await sendingFor(target, context);
  } catch (error) {
    if (isStratifyError(error)) return error.code;
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
