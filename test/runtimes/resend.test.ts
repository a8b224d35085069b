import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { localServer } from "../support/local-server.ts";
import { startTlsServer, type TlsProtocol, type TlsRequest } from "../support/tls-server.ts";
import { launchChromium } from "./chromium.ts";
import type { PaidReport, PaidRequest } from "./resend-in-page.ts";

let browser: Browser;
let script = "";
beforeAll(async () => {
  const bundle = build({
    entryPoints: [fileURLToPath(new URL("resend-in-page.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
  });
  [browser] = await Promise.all([launchChromium(["--ignore-certificate-errors"]), bundle]);
  script = (await bundle).outputFiles[0]?.text ?? "";
});
afterAll(() => browser?.close());

/** Long enough for several frames and packets. */
const text = `BEGIN ${"x".repeat(200_000)} END`;

interface Behavior {
  readonly protocols?: readonly TlsProtocol[];
  /** How the connection ends where the response to a paid request belongs: by a TCP reset, or in good order. */
  readonly lose?: "rst" | "fin";
  /** Loses one response only. */
  readonly once?: boolean;
}

/** A service that takes paid requests from any page. What it counts as paid has arrived to its end. */
async function openService({ protocols = ["h2"], lose, once = false }: Behavior = {}) {
  const paid: { readonly type: string | undefined; readonly body: Uint8Array<ArrayBuffer> }[] = [];
  const server = await startTlsServer(async (request, response) => {
    const body = await bodyOf(request);
    const isPost = request.method === "POST";
    if (isPost && request.url === "/paid") {
      paid.push({ type: request.headers["content-type"], body });
      if (lose && !(once && paid.length > 1)) {
        return lose === "rst" ? response.socket?.resetAndDestroy() : server.hangUp(request);
      }
    }
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "authorization, content-type");
    response.statusCode = isPost && request.url === "/free" ? 401 : 200;
    return response.end();
  }, protocols);
  onTestFinished(() => server.close());
  const heard = (path: string) => server.heard(path).filter(({ method }) => method === "POST");
  return { origin: server.origin, paid, heard };
}

async function bodyOf(request: TlsRequest): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

const places = ["page", "worker", "frame of no origin", "worker in a frame of no origin"] as const;

type Given = Pick<PaidRequest, "sending"> & Partial<PaidRequest>;

/** Sends one request from a page of its own, or from what is in it. */
async function pay(
  place: (typeof places)[number],
  { origin }: { readonly origin: string },
  given: Given,
): Promise<PaidReport> {
  const site = await localServer((response, { path }) => {
    const framed = '<iframe sandbox="allow-scripts" src="/plugin"></iframe>';
    const body =
      path === "/frame" ? framed : `<script>${script.replaceAll("</script", "<\\/script")}</script>`;
    response.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html>${body}`);
  });
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  const framed = place.includes("frame");
  await page.goto(`${site.origin}/${framed ? "frame" : "plugin"}`);
  const frame = page.frames().find((each) => each.url().endsWith("/plugin"));
  if (!frame) throw new Error("the page has no frame");
  const request: PaidRequest = { origin, warmUp: true, body: "json", text, ...given };
  const from = place.startsWith("worker") ? "worker" : "here";
  const report = await frame.evaluate(([request, from]) => globalThis.pay(request, from), [
    request,
    from,
  ] as const);
  expect(report).toMatchObject({ from: framed ? "null" : site.origin, isBrowser: true });
  return report;
}

describe.each(places)("a paid request from a %s, whose response is lost", (place) => {
  it.each([
    ["h2", "rst"],
    ["h2", "fin"],
    ["http/1.1", "rst"],
    ["http/1.1", "fin"],
  ] as const)("is heard twice with an ordinary body: %s, %s", async (protocol, lose) => {
    const service = await openService({ protocols: [protocol], lose });
    expect(await pay(place, service, { sending: "plain" })).toMatchObject({ outcome: "TypeError" });
    expect(service.paid).toHaveLength(2);
    const [first, second] = service.heard("/paid");
    expect(first?.nth).toBeGreaterThan(1);
    expect(second?.connection).not.toBe(first?.connection);
  });

  it.each([
    ["one-shot", "rst"],
    ["one-shot", "fin"],
    ["request", "rst"],
    ["request", "fin"],
    ["decided", "rst"],
    ["decided", "fin"],
  ] as const)("is heard once over HTTP/2 in one shot, whole: %s, %s", async (sending, lose) => {
    const service = await openService({ lose });
    const report = await pay(place, service, { sending });
    expect(report.outcome).toBe(sending === "decided" ? "outcome-unknown" : "TypeError");
    expect(report.decision).toBe(sending === "decided" ? "one-shot" : undefined);
    expect(service.paid).toHaveLength(1);
    expect(service.paid[0]?.type).toBe("application/json");
    expect(String(Buffer.from(service.paid[0]?.body ?? []))).toBe(JSON.stringify(text));
    const [only] = service.heard("/paid");
    expect(only?.version).toBe("2.0");
    expect(only?.nth).toBeGreaterThan(1);
  });
});

describe.each(places)("a paid request from a %s over HTTP/1.1", (place) => {
  it("is not sent in one shot", async () => {
    const service = await openService({ protocols: ["http/1.1"] });
    expect(await pay(place, service, { sending: "one-shot" })).toMatchObject({ outcome: "TypeError" });
    expect(service.heard("/paid")).toEqual([]);
  });

  it("is refused after a free request alone, unless the caller takes the risk", async () => {
    const service = await openService({ protocols: ["http/1.1"] });
    const refused = await pay(place, service, { sending: "decided", warmUp: false });
    expect(refused).toMatchObject({ decision: "resend-risk", outcome: "resend-risk" });
    expect([service.heard("/free").length, service.heard("/paid").length]).toEqual([1, 0]);
    const allowed = await pay(place, service, { sending: "decided", allowResend: true });
    expect(allowed).toMatchObject({ decision: "resend-risk", outcome: "200" });
    expect(service.paid).toHaveLength(1);
  });
});

it("a paid request to a service that offers both protocols is sent in one shot", async () => {
  const service = await openService({ protocols: ["h2", "http/1.1"] });
  expect(await pay("page", service, { sending: "decided" })).toMatchObject({
    decision: "one-shot",
    outcome: "200",
  });
  expect(service.heard("/paid")).toMatchObject([{ version: "2.0" }]);
});

describe("a response that is lost once, after a preflight and no other request", () => {
  it("with an ordinary body hides a second purchase behind status 200", async () => {
    const service = await openService({ lose: "rst", once: true });
    const report = await pay("page", service, { sending: "plain", warmUp: false });
    expect([report.outcome, service.paid.length]).toEqual(["200", 2]);
  });

  it("in one shot is an unknown outcome, and no second purchase", async () => {
    const service = await openService({ lose: "rst", once: true });
    const report = await pay("page", service, { sending: "one-shot", warmUp: false });
    expect([report.outcome, service.paid.length]).toEqual(["TypeError", 1]);
  });
});

describe("a body in one shot", () => {
  const arrive = async (body: PaidRequest["body"], sending: PaidRequest["sending"] = "decided") => {
    const service = await openService();
    const report = await pay("page", service, { sending, body });
    expect(report.outcome).toBe("200");
    const [only, ...more] = service.paid;
    if (!only || more.length > 0) throw new Error(`${service.paid.length} requests were paid`);
    return only;
  };

  it("arrives as the form that it was, under the boundary that it names", async () => {
    const { type = "", body } = await arrive("form");
    expect(type).toMatch(/^multipart\/form-data; boundary=/);
    const form = await new Response(body, { headers: { "content-type": type } }).formData();
    expect(form.get("keyword")).toBe("cup");
    const image = form.get("image");
    if (!(image instanceof File)) throw new Error("the image is no file");
    expect([image.name, image.type, await image.text()]).toEqual(["image.png", "image/png", text]);
  });

  it("arrives as the bytes that it was, without a type", async () => {
    const { type, body } = await arrive("blob", "one-shot");
    expect(type).toBeUndefined();
    expect(String(Buffer.from(body))).toBe(text);
  });

  it("arrives empty where there was none", async () => {
    expect(await arrive("none")).toEqual({ type: undefined, body: new Uint8Array() });
  });

  it.each([
    ["plain", 2],
    ["one-shot", 1],
  ] as const)("is needed where there was none, too: %s is heard %i times", async (sending, times) => {
    const service = await openService({ lose: "rst" });
    await pay("page", service, { sending, body: "none" });
    expect(service.paid).toHaveLength(times);
  });
});
