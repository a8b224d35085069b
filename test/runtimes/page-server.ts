import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

/** A web server of an origin of its own. */
export interface PageServer {
  /** Without a slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

/** What a page server hands out. */
export interface Pages {
  /** `Content-Security-Policy` of every answer, scripts of workers included. */
  readonly policy: string;
  /** Where modules and whatever else they load are read from. */
  readonly folder: string;
  /** Module that every page without a file ending consists of. */
  readonly module: string;
  /** What is answered for `/input.json`. */
  readonly input?: () => unknown;
}

const types: Readonly<Record<string, string>> = {
  ".mjs": "text/javascript",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** Serves pages that consist of nothing but one module, on any free port of 127.0.0.1. */
export async function servePages({ policy, folder, module, input }: Pages): Promise<PageServer> {
  const bodyOf = async (path: string) => {
    if (path === "/input.json") return JSON.stringify(input?.());
    if (extname(path)) return readFile(join(folder, path));
    return `<!doctype html><title>Stratify</title><script type="module" src="/${module}"></script>`;
  };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
    response.setHeader("content-security-policy", policy);
    response.setHeader("content-type", types[extname(path)] ?? "text/html");
    try {
      response.end(await bodyOf(path));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
