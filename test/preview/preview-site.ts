import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { previewHtml } from "../../packages/vscode-extension/src/preview/preview-html.ts";
import { type Theme, themes } from "./themes.ts";

const page = fileURLToPath(new URL("../../packages/vscode-extension/src/preview/webview/", import.meta.url));

/** The preview's page as the editor would load it, with its policy, in a theme, and pictures from disk. */
export interface PreviewSite {
  /** Address of the page in a theme. */
  page(theme: Theme): string;
  /** Address of a picture that the page may show. */
  picture(path: string): string;
  close(): Promise<void>;
}

/** Serves the page and what it needs from an origin of its own. */
export async function openPreviewSite(): Promise<PreviewSite> {
  const built = await build({
    entryPoints: { main: join(page, "main.ts"), style: join(page, "main.css") },
    bundle: true,
    write: false,
    format: "iife",
    outdir: "/",
  });
  const assets = new Map(built.outputFiles.map(({ path, text }) => [path.replace(/^.*[\\/]/, "/"), text]));
  const server = createServer(async ({ url = "/" }, response) => {
    const { pathname, searchParams, origin } = new URL(url, `http://localhost:${port()}`);
    const send = (type: string, body: string | Uint8Array) =>
      response.writeHead(200, { "content-type": type }).end(body);
    const asset = assets.get(pathname);
    if (pathname === "/") {
      const parts = {
        cspSource: origin,
        script: "/main.js",
        style: "/style.css",
        language: "en",
        title: "Preview",
      };
      const html = previewHtml({ ...parts, nonce: "bm9uY2U" });
      // The editor writes its colours into the page's root.
      const theme = Object.entries(themes).find(([name]) => name === searchParams.get("theme"))?.[1] ?? {};
      return send("text/html", html.replace("style.css", `style.css?${new URLSearchParams(theme)}`));
    }
    if (pathname === "/style.css") {
      const colors = [...searchParams].map(([name, color]) => `--vscode-${name}: ${color};`);
      return send("text/css", `:root { ${colors.join(" ")} ${font} }\n${asset}`);
    }
    if (asset !== undefined) return send("text/javascript", asset);
    const file = searchParams.get("file");
    const bytes = pathname === "/picture" && file ? await readFile(file).catch(() => undefined) : undefined;
    return bytes ? send("image/png", bytes) : response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const port = () => {
    const address = server.address();
    return typeof address === "object" && address ? address.port : 0;
  };
  const origin = `http://localhost:${port()}`;
  return {
    page: (theme) => `${origin}/?theme=${theme}`,
    picture: (path) => `${origin}/picture?file=${encodeURIComponent(path)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const font = "--vscode-font-family: system-ui, 'Liberation Sans', sans-serif; --vscode-font-size: 13px;";
