import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import ky from "ky";
import { createHttp } from "../../../packages/core/src/http/create-http.ts";
import { send } from "../../../packages/core/src/http/send.ts";

/** Uploads one form of 40 MB the way that the first argument names, and prints what it took beyond the form. */
const [way = ""] = process.argv.slice(2);
const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => response.end("{}"));
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
const form = new FormData();
form.append("file", new File([new Uint8Array(40_000_000)], "image.png", { type: "image/png" }));
const { signal } = new AbortController();
const ways: Readonly<Record<string, () => Promise<Response>>> = {
  fetch: () => fetch(url, { method: "POST", body: form }),
  core: () => send(createHttp({}), url, { method: "POST", body: form, signal }, { fetch }),
  "ky alone": async () => ky.post(url, { body: form, retry: 0, timeout: false }),
};
const upload = ways[way];
if (!upload) throw new Error(`there is no way "${way}"`);
globalThis.gc?.();
const before = process.memoryUsage();
let peak = 0;
const watching = setInterval(() => {
  const { heapUsed, arrayBuffers, external } = process.memoryUsage();
  peak = Math.max(
    peak,
    heapUsed + arrayBuffers + external - before.heapUsed - before.arrayBuffers - before.external,
  );
}, 2);
const began = performance.now();
await (await upload()).text();
clearInterval(watching);
console.log(JSON.stringify({ ms: performance.now() - began, peak }));
server.close();
server.closeAllConnections();
