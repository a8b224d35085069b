import { parseArgs } from "node:util";
import { benchActivation } from "./activation/activation.ts";
import { benchBlocking } from "./blocking/blocking.ts";
import { drawContactSheet } from "./engine/contact-sheet.ts";
import { benchEngine } from "./engine/engine.ts";
import { benchFigma } from "./figma/figma.ts";
import { benchImaging } from "./imaging/imaging.ts";
import { benchLayers } from "./layers/layers.ts";
import { benchOverhead } from "./overhead/overhead.ts";
import { benchPolling } from "./polling/polling.ts";
import { benchRelay } from "./relay/relay.ts";
import { benchTransport } from "./transport/transport.ts";

const help = `Measures what the client costs, and fails when it is more than promised.

Usage: npx --yes pnpm@12 bench [polling|overhead|engine|layers|imaging|blocking|activation|relay|figma|transport|all] [--only <category> | --sheet]

  polling     lag and polls per job, against the least possible; on a virtual clock
  overhead    time of 1,000 instant jobs, against bare fetch calls; takes about a minute
  engine      the local engine's cut-outs, time and memory, beside its net alone and GrabCut; takes ten minutes
  layers      the local engine's split without keywords, of images of known objects; takes three minutes
  imaging     layers, PSD and manifest of a 12-megapixel picture; takes a minute
  blocking    the longest that the caller's thread is held up over 12 megapixels; takes half a minute
  activation  start of the VS Code extension beside an empty one's, in VS Code; takes three minutes
  relay       calls, results and memory through the relay, beside the same calls directly; takes half a minute
  figma       the Figma plugin's first paint, time of a split beyond the service's own, longest task; half a minute
  transport   memory and time of an upload by core, by fetch and by ky alone; takes ten seconds
  all         all of them (default)
  --only      with engine: composites of one category alone, without limits
  --sheet     with engine: draw docs/cutouts.jpg, real photographs beside their cut-outs, instead
  --help      show this`;

const benches = [
  ["polling", "Polling: mean lag in s / polls per job / cost in s", benchPolling],
  ["overhead", "Overhead: the client against bare fetch", benchOverhead],
  ["engine", "Engine: cut-outs, beside the net alone and plain GrabCut", benchEngine],
  ["layers", "Layers: images of known objects, taken apart without keywords", benchLayers],
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

try {
  const { values, positionals } = parseArgs({
    options: {
      help: { type: "boolean", default: false },
      only: { type: "string" },
      sheet: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  const [wanted = "all", ...more] = positionals;
  const chosen = benches.filter(([name]) => wanted === name || wanted === "all");
  if (values.help) console.log(help);
  else if ((values.sheet || values.only) && wanted !== "engine") fail("--only and --sheet go with engine", 2);
  else if (values.sheet) await run("Engine: contact sheet", drawContactSheet);
  else if (values.only) await run(`Engine: ${values.only}`, (print) => benchEngine(print, values.only));
  else if (chosen.length === 0 || more.length > 0) fail(`there is no bench "${positionals.join(" ")}"`, 2);
  else for (const [, heading, bench] of chosen) await run(heading, bench);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error), 2);
  // What broke off may have left servers open.
  process.exit();
}

/** Prints what it measures, and returns what went past its limit. */
type Bench = (print: (line: string) => void) => readonly string[] | Promise<readonly string[]>;

async function run(heading: string, bench: Bench): Promise<void> {
  console.log(`\n## ${heading}\n`);
  for (const sentence of await bench((line) => console.log(line))) fail(sentence, 1);
}

function fail(sentence: string, exitCode: number): void {
  console.error(`\n${sentence}`);
  process.exitCode = exitCode;
}
