import { parseArgs } from "node:util";
import { documentedWindows } from "./claid-errors.ts";
import { type Sandbox, startSandbox } from "./sandbox.ts";

const help = `Starts AetherForge, Claid, FIGUR and HitPaw on this machine: real results, no bill.

Usage: npx --yes pnpm@12 sandbox [--port N] [--cors] [--slow] [--tiny]

  --port N  first of six ports in a row (default 4010; 0 takes any free ones)
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
  else if (!Number.isInteger(port) || port < 0 || port > 65_530)
    fail(`--port takes a number from 0 to 65530, not ${values.port}`);
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
    knobs: { claid: { rateLimit: documentedWindows } },
  });
  console.log(describe(sandbox));
  // What hangs by a planned fault is cut off; a second Ctrl+C is never needed.
  process.once("SIGINT", () => sandbox.close());
  process.once("SIGTERM", () => sandbox.close());
}

function describe(sandbox: Sandbox): string {
  const services = (["aetherforge", "claid", "figur", "hitpaw"] as const).map((name) => {
    const { baseUrl, apiKey } = sandbox[name];
    return `${name.padEnd(12)} ${baseUrl}  key ${apiKey}`;
  });
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
