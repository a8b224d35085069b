import { parseArgs } from "node:util";
import type { KnobOptions } from "./knobs.ts";
import { sandboxServices } from "./registry.ts";
import { type Sandbox, startSandbox } from "./sandbox.ts";

/** The last first port that leaves room for the others. */
const lastPort = 65_535 - sandboxServices.length - 1;

const help = `Starts every service on this machine, imitated: real results, no bill.

Usage: npx --yes pnpm@12 sandbox [--port N] [--cors] [--slow] [--tiny]

  --port N  first of ${sandboxServices.length + 2} ports in a row (default 4010; 0 takes any free ones)
  --cors    let browsers of any origin in, which none of the services documents
  --slow    jobs take 8 seconds instead of one
  --tiny    answer every job with one small picture instead of a real segmentation
  --help    show this`;

try {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4010" },
      cors: { type: "boolean", default: false },
      slow: { type: "boolean", default: false },
      tiny: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const port = Number(values.port);
  if (values.help) console.log(help);
  else if (!Number.isInteger(port) || port < 0 || port > lastPort)
    fail(`--port takes a number from 0 to ${lastPort}, not ${values.port}`);
  else await run(port, values);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function run(
  port: number,
  { cors, slow, tiny }: { cors: boolean; slow: boolean; tiny: boolean },
): Promise<void> {
  const sandbox = await startSandbox({
    port,
    cors,
    latency: slow ? 8000 : 1000,
    results: tiny ? "tiny" : "segment",
    knobs: documentedLimits(),
  });
  console.log(describe(sandbox));
  // What hangs by a planned fault is cut off; a second Ctrl+C is never needed.
  process.once("SIGINT", () => sandbox.close());
  process.once("SIGTERM", () => sandbox.close());
}

/** Every limit that a service documents is enforced. */
function documentedLimits(): KnobOptions {
  const limited = sandboxServices.filter(({ rateWindows }) => rateWindows);
  return Object.fromEntries(limited.map(({ id, rateWindows = [] }) => [id, { rateLimit: rateWindows }]));
}

function describe(sandbox: Sandbox): string {
  const services = Object.values(sandbox.services).map(
    ({ id, baseUrl, apiKey }) => `${id.padEnd(12)} ${baseUrl}  ${apiKey ? `key ${apiKey}` : "no key"}`,
  );
  return [
    ...services,
    `${"files".padEnd(12)} ${sandbox.filesUrl}`,
    `${"uploads".padEnd(12)} ${sandbox.uploadsUrl}`,
    "Ctrl+C ends it.",
  ].join("\n");
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}
