import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../runtimes/chromium.ts";
import { installVsix } from "../../vscode/host/install-vsix.ts";
import { packExtension } from "../../vscode/host/pack-extension.ts";
import { startServer } from "../../vscode/host/start-server.ts";
import { Workbench } from "../../vscode/workbench/workbench.ts";
import { readActivation } from "./read-activation.ts";

const rounds = 7;

/** Most that our start may take, in times of an empty extension's. */
const limit = 1.3;

const empty = join(import.meta.dirname, "../../vscode/extensions/empty");

/**
 * Measures how long the extension's start takes beside an empty one's, in the same host at the same time.
 *
 * @returns a sentence for each promise that is not kept
 */
export async function benchActivation(write: (line: string) => void): Promise<string[]> {
  const { folder, extension } = await installVsix(await packExtension());
  const browser = await launchChromium();
  try {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const times = await measure(browser, extension);
      ours.push(times.ours);
      theirs.push(times.theirs);
    }
    const [our, their] = [median(ours), median(theirs)];
    const ratio = our / their;
    write(`Stratify ${our} ms, an empty extension ${their} ms: ${ratio.toFixed(2)} x (limit ${limit} x)`);
    return ratio > limit ? [`Stratify starts in ${ratio.toFixed(2)} x the time of an empty extension.`] : [];
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(browser: Browser, extension: string): Promise<{ ours: number; theirs: number }> {
  const workspace = await mkdtemp(join(tmpdir(), "stratify-activation-"));
  const server = await startServer({ extensions: [extension, empty] });
  try {
    const workbench = await Workbench.open(browser, server.origin, workspace);
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

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
