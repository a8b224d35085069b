import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "../sandbox/sandbox.ts";
import { installVsix } from "./host/install-vsix.ts";
import { packExtension } from "./host/pack-extension.ts";
import { startServer } from "./host/start-server.ts";
import { sandboxEndpoints, sandboxOptions } from "./journeys/settings.ts";

// Real VS Code in a browser, with the extension, some photographs and the services imitated: to try by hand.
const ended = new Promise<void>((resolve) => {
  process.once("SIGINT", resolve);
  process.once("SIGTERM", resolve);
});
const pictures = await mkdtemp(join(tmpdir(), "stratify-pictures-"));
await cp(join(import.meta.dirname, "../fixtures/photos"), pictures, { recursive: true });
const { folder, extension } = await installVsix(await packExtension());
const sandbox = await startSandbox({ cors: true, latency: 1000 });
const server = await startServer({
  endsWhenIdle: false,
  extensions: [extension],
  settings: sandboxOptions(sandbox),
  machineSettings: sandboxEndpoints(sandbox),
});

console.log(
  [
    `VS Code with Stratify: ${server.origin}/?folder=${encodeURIComponent(pictures)}`,
    "Right-click a photograph and choose Stratify. These keys open the services, which are imitated and cost nothing:",
    ...Object.values(sandbox.services)
      .filter(({ apiKey }) => apiKey)
      .map(({ id, apiKey }) => `  ${id.padEnd(12)} ${apiKey}`),
    "Ctrl+C ends it.",
  ].join("\n"),
);
await ended;
await server.stop();
await sandbox.close();
for (const each of [folder, pictures]) await rm(each, { recursive: true, force: true });
