import { parseArgs } from "node:util";
import { benchOverhead } from "./overhead/overhead.ts";
import { benchPolling } from "./polling/polling.ts";

const help = `Measures what the client costs, and fails when it is more than promised.

Usage: npx pnpm@12 bench [polling|overhead|all]

  polling   lag and polls per job, against the least possible; on a virtual clock
  overhead  time of 1,000 instant jobs, against bare fetch calls; takes about half a minute
  all       both (default)
  --help    show this`;

const benches = [
  ["polling", "Polling: mean lag in s / polls per job / cost in s", benchPolling],
  ["overhead", "Overhead: the client against bare fetch", benchOverhead],
] as const;

try {
  const { values, positionals } = parseArgs({
    options: { help: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [wanted = "all", ...more] = positionals;
  const chosen = benches.filter(([name]) => wanted === name || wanted === "all");
  if (values.help) console.log(help);
  else if (chosen.length === 0 || more.length > 0) fail(`there is no bench "${positionals.join(" ")}"`, 2);
  else await run(chosen);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error), 2);
}

async function run(chosen: readonly (typeof benches)[number][]): Promise<void> {
  for (const [, heading, bench] of chosen) {
    console.log(`\n## ${heading}\n`);
    for (const sentence of await bench(console.log)) fail(sentence, 1);
  }
}

function fail(sentence: string, exitCode: number): void {
  console.error(`\n${sentence}`);
  process.exitCode = exitCode;
}
