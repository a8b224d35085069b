import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { framed, packMessage, unpackMessage } from "./frames.ts";

/** The main code's side of the line to the window; `figma.ui` of the fake is one. */
export interface MainSide {
  send(message: unknown): void;
  listen(listener: (message: unknown) => void): void;
}

export interface WindowOptions {
  readonly html: string;
  readonly main: MainSide;
  /** Hosts that the window may call, as Figma allows those of the manifest. @default any */
  readonly hosts?: readonly string[];
  readonly theme?: "light" | "dark";
  /** What else stands on the page. */
  readonly around?: string;
  /** Answers other requests of the page. */
  readonly also?: (
    path: string,
    body: string,
  ) => Promise<{ readonly type: string; readonly body: string | Uint8Array }>;
}

/** A page that holds the plugin's window. */
export interface ServedWindow {
  readonly origin: string;
  close(): Promise<void>;
}

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const scripts = build({
  entryPoints: { page: path("host-page.ts"), theme: path("theme.css") },
  outdir: path("out"),
  nodePaths: [path("../../../packages/figma-plugin/node_modules")],
  write: false,
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
});

/** Serves the page on any free port of this machine. The window may load nothing and call only what is allowed. */
export async function serveWindow(options: WindowOptions): Promise<ServedWindow> {
  const { html, main, hosts = ["*"], theme = "light", around = "" } = options;
  const { outputFiles } = await scripts;
  const textOf = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  // Figma puts its colours and their name into the window by itself, at its root.
  const colors = `<style>${textOf(".css").replaceAll(":root .figma", ":root.figma")}</style>`;
  const window = html
    .replace(/<html([^>]*)>/, `<html$1 class="figma-${theme}">`)
    .replace("<head>", `<head>${colors}`);
  const policy = [
    "default-src 'none'",
    "script-src 'unsafe-inline' blob: 'wasm-unsafe-eval'",
    "style-src 'unsafe-inline'",
    "img-src blob: data: http: https:",
    "worker-src blob:",
    `connect-src ${hosts.join(" ") || "'none'"}`,
  ].join("; ");
  const page = `<!doctype html><html class="figma-${theme}"><head><meta charset="utf-8"><title>Stratify in Figma</title>${colors}<link rel="icon" href="data:,">
<style>html,body{margin:0;height:100%;background:var(--figma-color-bg-secondary)}iframe{border:0;width:360px;height:600px;background:var(--figma-color-bg)}</style></head>
<body>${around}<iframe title="Stratify" sandbox="allow-scripts"></iframe><script type="module">${textOf(".js").replaceAll("</script", "<\\/script")}</script></body></html>`;

  const listening = new Set<ServerResponse>();
  let isHeard = false;
  const server = createServer(async (request, response) => {
    const at = new URL(request.url ?? "/", "http://page").pathname;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const answer = (type: string, content: string | Uint8Array, headers: Record<string, string> = {}) =>
      response.writeHead(200, { "content-type": type, ...headers }).end(content);
    if (at === "/") answer("text/html", page);
    else if (at === "/window") answer("text/html", window, { "content-security-policy": policy });
    else if (at === "/up") {
      main.send(unpackMessage(body));
      answer("text/plain", "");
    } else if (at === "/down") {
      response.writeHead(200, { "content-type": "application/octet-stream" }).flushHeaders();
      listening.add(response);
      response.on("close", () => listening.delete(response));
      if (isHeard) return;
      isHeard = true;
      main.listen((message) => {
        const frame = framed(packMessage(message));
        for (const each of listening) each.write(frame);
      });
    } else if (options.also) {
      const other = await options.also(at, body.toString());
      answer(other.type, other.body);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
