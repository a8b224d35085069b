import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../runtimes/chromium.ts";
import { installVsix } from "../../vscode/host/install-vsix.ts";
import { packExtension } from "../../vscode/host/pack-extension.ts";
import { startServer } from "../../vscode/host/start-server.ts";
import { Workbench } from "../../vscode/workbench/workbench.ts";
import { readActivation } from "./read-activation.ts";

const rounds = 12;

/** Most that our start may take, in times of an empty extension's. */
const limit = 1.3;

const empty = join(import.meta.dirname, "../../vscode/extensions/empty");

/**
 * Measures how long the extension's start takes beside an empty one's, in the same host at the same time.
 *
 * VS Code starts extensions in the order of their folders' names, and counts for each what it loads for those before
 * it. Therefore the empty one stands before ours in one half of the rounds, and behind it in the other.
 *
 * @returns a sentence for each promise that is not kept
 */
export async function benchActivation(write: (line: string) => void): Promise<string[]> {
  const { folder, extension } = await installVsix(await packExtension());
  const [before, behind] = [join(folder, "an-empty-one"), join(folder, "the-empty-one")];
  for (const place of [before, behind]) await cp(empty, place, { recursive: true });
  const browser = await launchChromium();
  try {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const times = await measure(browser, [extension, round % 2 === 0 ? before : behind]);
      write(
        `${round % 2 === 0 ? "second" : "first "}: Stratify ${times.ours} ms, the empty one ${times.theirs} ms`,
      );
      ours.push(times.ours);
      theirs.push(times.theirs);
    }
    const [our, their] = [median(ours), median(theirs)];
    const ratio = our / their;
    write(
      `Median: Stratify ${our} ms, an empty extension ${their} ms: ${ratio.toFixed(2)} x (limit ${limit} x)`,
    );
    return ratio > limit ? [`Stratify starts in ${ratio.toFixed(2)} x the time of an empty extension.`] : [];
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(
  browser: Browser,
  extensions: readonly string[],
): Promise<{ ours: number; theirs: number }> {
  const workspace = await mkdtemp(join(tmpdir(), "stratify-activation-"));
  const server = await startServer({ extensions });
  try {
    const workbench = await Workbench.open(browser, server.origin, workspace);
    // The list draws only the rows that fit in.
    await workbench.page.setViewportSize({ width: 1280, height: 3000 });
    await workbench.run("Developer: Show Running Extensions");
    const ours = await readActivation(workbench, "Stratify: Images into Layers");
    const theirs = await readActivation(workbench, "Empty");
    await workbench.close();
    return { ours, theirs };
  } finally {
    await server.stop();
    await rm(workspace, { recursive: true, force: true });
  }
}

/** The middle of an even number of values lies between two of them. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  const middle = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
