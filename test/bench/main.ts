import { parseArgs } from "node:util";
import { benchActivation } from "./activation/activation.ts";
import { benchBlocking } from "./blocking/blocking.ts";
import { benchEngine } from "./engine/engine.ts";
import { sweepEngine } from "./engine/sweep.ts";
import { benchFigma } from "./figma/figma.ts";
import { benchImaging } from "./imaging/imaging.ts";
import { benchOverhead } from "./overhead/overhead.ts";
import { benchPolling } from "./polling/polling.ts";
import { benchRelay } from "./relay/relay.ts";
import { benchTransport } from "./transport/transport.ts";

const help = `Measures what the client costs, and fails when it is more than promised.

Usage: npx --yes pnpm@12 bench [polling|overhead|engine|imaging|blocking|activation|relay|figma|transport|all] [--sweep]

  polling     lag and polls per job, against the least possible; on a virtual clock
  overhead    time of 1,000 instant jobs, against bare fetch calls; takes about a minute
  engine      the local engine's cut-outs, time and memory, beside plain GrabCut; takes some minutes
  imaging     layers, PSD and manifest of a 12-megapixel picture; takes a minute
  blocking    the longest that the caller's thread is held up over 12 megapixels; takes half a minute
  activation  start of the VS Code extension beside an empty one's, in VS Code; takes three minutes
  relay       calls, results and memory through the relay, beside the same calls directly; takes half a minute
  figma       the Figma plugin's first paint, time of a split beyond the service's own, longest task; half a minute
  transport   memory and time of an upload by core, by fetch and by ky alone; takes ten seconds
  all         all of them (default)
  --sweep     with engine: compare its working sizes and rounds instead; takes some minutes
  --help      show this`;

const benches = [
  ["polling", "Polling: mean lag in s / polls per job / cost in s", benchPolling],
  ["overhead", "Overhead: the client against bare fetch", benchOverhead],
  ["engine", "Engine: cut-outs of a drawn set, beside plain GrabCut", benchEngine],
  [
    "imaging",
    "Imaging: 12 megapixels to layers, PSD and manifest, against the bare codec calls",
    benchImaging,
  ],
  ["activation", "Activation: the VS Code extension's start beside an empty one's", benchActivation],
  ["blocking", "Blocking: how long the caller's thread is held up over 12 megapixels", benchBlocking],
  ["figma", "Figma: the built plugin, from selection to placed layers", benchFigma],
  ["transport", "Transport: an upload by core, by fetch and by ky alone", benchTransport],
  ["relay", "Relay: calls through it, against the same calls to the services directly", benchRelay],
] as const;

const sweep = ["engine", "Engine: working sizes and rounds on tuning composites", sweepEngine] as const;

try {
  const { values, positionals } = parseArgs({
    options: {
      help: { type: "boolean", default: false },
      sweep: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  const [wanted = "all", ...more] = positionals;
  const chosen = benches.filter(([name]) => wanted === name || wanted === "all");
  if (values.help) console.log(help);
  else if (values.sweep && wanted !== "engine") fail("--sweep goes with the bench engine", 2);
  else if (values.sweep && more.length === 0) await run([sweep]);
  else if (chosen.length === 0 || more.length > 0) fail(`there is no bench "${positionals.join(" ")}"`, 2);
  else await run(chosen);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error), 2);
  // What broke off may have left servers open.
  process.exit();
}

async function run(chosen: readonly (typeof benches | readonly [typeof sweep])[number][]): Promise<void> {
  for (const [, heading, bench] of chosen) {
    console.log(`\n## ${heading}\n`);
    for (const sentence of await bench(console.log)) fail(sentence, 1);
  }
}

function fail(sentence: string, exitCode: number): void {
  console.error(`\n${sentence}`);
  process.exitCode = exitCode;
}
