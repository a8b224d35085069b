import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { installDebianPackages, succeeds } from "../support/debian-packages.ts";

/** Where systems keep a Chromium or Chrome that tests may start. */
const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const isRoot = process.getuid?.() === 0;

/**
 * Starts a headless Chromium, which the caller closes.
 *
 * @param more arguments of its command line
 */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  return launch(await findChromium(), more);
}

/**
 * Finds a Chromium that starts: the one that `STRATIFY_CHROMIUM` names, else the system's, else the one that
 * playwright-core has or can download, else, as root on Debian, the one of apt.
 *
 * @returns the path of its executable
 * @throws {Error} when there is none; the message says what to do
 */
export async function findChromium(): Promise<string> {
  const named = process.env.STRATIFY_CHROMIUM;
  if (named && (await starts(named))) return named;
  if (named) throw new Error(`STRATIFY_CHROMIUM names ${named}, which does not start as Chromium.`);

  const downloaded = chromium.executablePath();
  for (const path of [...usual, downloaded]) if (await starts(path)) return path;
  if ((await download()) && (await starts(downloaded))) return downloaded;
  if ((await installThroughApt()) && (await starts("/usr/bin/chromium"))) return "/usr/bin/chromium";
  throw new Error(
    "These tests run in Chromium, and none was found that starts. Install Chromium or Chrome, or set STRATIFY_CHROMIUM to the path of its executable.",
  );
}

function launch(executablePath: string, more: readonly string[] = []): Promise<Browser> {
  const args = ["--disable-gpu", "--disable-background-networking", ...more];
  // Chromium does not run as root within a sandbox of its own. All pages are ours.
  return chromium.launch({ executablePath, args, chromiumSandbox: !isRoot });
}

async function starts(path: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  try {
    const browser = await launch(path);
    await browser.close();
    return true;
  } catch {
    // A stub that asks for a snap, or a download whose libraries the system lacks.
    return false;
  }
}

function download(): Promise<boolean> {
  const cli = join(dirname(createRequire(import.meta.url).resolve("playwright-core/package.json")), "cli.js");
  console.log("There is no Chromium here yet: playwright-core downloads one, which takes a minute or two.");
  // Behind a closed firewall every one of its attempts would wait for half a minute.
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000" };
  return succeeds(process.execPath, [cli, "install", "--no-shell", "--no-remove", "chromium"], env);
}

function installThroughApt(): Promise<boolean> {
  console.log(
    "There is no Chromium here yet: apt-get installs it where it can, which takes a minute or two.",
  );
  return installDebianPackages(["chromium", "fonts-liberation"]);
}
