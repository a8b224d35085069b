import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { systemClock } from "@stratify/core";
import { createRelay, memorySubmits } from "@stratify/relay";
import { listen } from "@stratify/relay/node";
import { build } from "esbuild";
import { buildPlugin } from "../../../packages/figma-plugin/build.mts";
import { figmaManifest } from "../../../packages/figma-plugin/manifest.ts";
import { sandboxProviders } from "../../sandbox/providers.ts";
import { startSandbox } from "../../sandbox/sandbox.ts";
import { deviceSettings } from "../device-settings.ts";
import type { OpenFile } from "../fake/open-file.ts";
import { type MainSide, serveWindow } from "../host/serve-window.ts";
import { type RunningPlugin, runPlugin } from "../quickjs/run-plugin.ts";
import { playFile, shownNodes } from "./play-file.ts";

// A small canvas, the plugin's menu and its real window, with the services imitated: to try by hand.
const { values } = parseArgs({ options: { dark: { type: "boolean", default: false } } });
const token = "a-token-to-play-with-0123456789";
const ended = new Promise<void>((resolve) => {
  process.once("SIGINT", resolve);
  process.once("SIGTERM", resolve);
});

const sandbox = await startSandbox({ cors: true, latency: 1500 });
const relay = await listen(
  createRelay({
    providers: sandboxProviders(sandbox),
    tokens: [{ name: "play", token }],
    secrets: ["a-secret-to-play-with-0123456789"],
    submits: memorySubmits({ onlyInstance: true, clock: systemClock }),
    allowPrivateAddresses: true,
  }),
  0,
  ["127.0.0.1"],
);
const settings = {
  ...deviceSettings(sandbox),
  consents: [],
  relay: { address: relay.origins[0] ?? "", token },
  history: ["cup", "spoon", "plate"],
};

const { main: code, uiFiles } = await buildPlugin(true);
let file = await playFile(new Map([["settings", settings]]));
let plugin: RunningPlugin | undefined;
let hear: (message: unknown) => void = () => {};
let chosen: readonly string[] = [];

async function start(command: string): Promise<void> {
  if (plugin) {
    file.user.closePlugin();
    plugin.end();
    file = file.reopen();
  }
  await select(file, chosen);
  const refuse = () => Promise.reject(new Error("the main code calls nobody"));
  plugin = await runPlugin(code, { figma: file.figma, uiFiles, fetch: refuse });
  file.user.run(command);
  file.figma.ui.listen((message) => hear(message));
}

async function select({ user, pages }: OpenFile, ids: readonly string[]): Promise<void> {
  user.select(...pages[0].children.filter(({ id }) => ids.includes(id)));
}

/** Drawn anew only when something has changed: drawing takes a while. */
let last = { text: "", nodes: shownNodes(file) };
function drawn() {
  const text = file.text();
  if (last.text !== text) last = { text, nodes: shownNodes(file) };
  return last.nodes;
}

const main: MainSide = {
  send: (message) => file.figma.ui.send(message),
  listen: (listener) => {
    hear = listener;
  },
};
await start("split");

const script = await build({
  entryPoints: [fileURLToPath(new URL("play-page.ts", import.meta.url))],
  bundle: true,
  write: false,
  format: "esm",
});
const menu = figmaManifest({}).menu.flatMap((item) =>
  "command" in item ? `<button data-command="${item.command}">${item.name}</button>` : "",
);
const around = `<style>
  body{display:flex;gap:16px;font:11px Inter,system-ui,sans-serif;color:var(--figma-color-text)}
  nav{display:flex;flex-direction:column;gap:4px;padding:16px;align-items:start}
  nav hr{width:100%;border:0;border-top:1px solid var(--figma-color-border)}
  nav button{font:inherit;padding:4px 8px;border:1px solid var(--figma-color-border);border-radius:5px;background:var(--figma-color-bg);color:inherit}
  #canvas{position:relative;flex:1;overflow:auto}
  #canvas img{position:absolute}
  #canvas .chosen{outline:2px solid var(--figma-color-border-selected)}
  iframe{margin:16px;border-radius:8px;box-shadow:0 5px 17px rgba(0,0,0,.2)}
</style><nav><b>Plugins › Stratify</b>${menu.join("")}<hr><button id="undo">Undo</button></nav><div id="canvas"></div>
<script type="module">${script.outputFiles[0]?.text.replaceAll("</script", "<\\/script")}</script>`;

const served = await serveWindow({
  html: uiFiles.html ?? "",
  main,
  theme: values.dark ? "dark" : "light",
  around,
  async also(path, body) {
    if (path === "/nodes")
      return { type: "application/json", body: JSON.stringify({ chosen, nodes: await drawn() }) };
    if (path === "/undo") file.user.undo();
    if (path === "/run") await start(JSON.parse(body));
    if (path === "/select") {
      chosen = JSON.parse(body);
      await select(file, chosen);
    }
    return { type: "text/plain", body: "" };
  },
});
console.log(
  [
    `Stratify in a stand-in for Figma: ${served.origin}`,
    "Click a picture (Shift for more), choose a command on the left. All services are imitated and cost nothing.",
    "Ctrl+C ends it.",
  ].join("\n"),
);
await ended;
plugin?.end();
await served.close();
await relay.close(0);
await sandbox.close();
