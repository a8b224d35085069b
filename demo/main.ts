import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isStratifyError } from "@stratify/core";
import { useNodeCodecs } from "@stratify/imaging/node";
import { contactSheet, isContactSheet } from "./contact-sheet.ts";
import { readImages } from "./images.ts";
import { makeRun } from "./make-run.ts";
import { help, readOptions, UsageError } from "./options.ts";
import { planRuns } from "./plan.ts";
import { progressView } from "./progress.ts";
import { type Report, table } from "./report.ts";
import { openServices } from "./services.ts";

/**
 * The demo: reads images, runs every task at every provider asked for, writes layers, a table and a contact sheet.
 *
 * @returns the exit code: 0 when everything was delivered, 1 when something failed, 2 when it was called wrongly
 */
export async function demo(argv: readonly string[], signal: AbortSignal): Promise<number> {
  try {
    const options = readOptions(argv);
    if (options.help) {
      process.stdout.write(help);
      return 0;
    }
    useNodeCodecs();
    const images = await readImages(options.images);
    const page = await freePage(options.out);
    const services = await openServices(options, process.env);
    try {
      const runs = await planRuns(options, images, services.client);
      const view = progressView(process.stdout);
      const reports: Report[] = [];
      for (const run of runs) {
        const report = await makeRun(run, services, options.out, view, signal).catch((error: unknown) => {
          if (!signal.aborted) throw error;
        });
        if (report) reports.push(report);
        if (signal.aborted) break;
      }
      await mkdir(options.out, { recursive: true });
      await writeFile(page, contactSheet(reports, options.live));
      process.stdout.write(`\n${table(reports)}\n\nOpen ${pathToFileURL(page)}\n`);
      return reports.some(({ failures }) => failures.length > 0) || signal.aborted ? 1 : 0;
    } finally {
      await services.close();
    }
  } catch (error) {
    if (!(error instanceof UsageError) && !isStratifyError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

/** Where the contact sheet goes. Only a page that the demo wrote itself is written again. */
async function freePage(out: string): Promise<string> {
  const page = join(out, "index.html");
  const there = await readFile(page, "utf8").catch(() => undefined);
  if (there === undefined || isContactSheet(there)) return page;
  throw new UsageError(`${page}: this page is not the demo's; choose another folder with --out.`);
}

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
process.exitCode = await demo(process.argv.slice(2), stop.signal);
