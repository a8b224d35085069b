import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Two programs of ImageMagick 6 or 7, as the words that start them. */
export interface ImageMagick {
  readonly identify: readonly string[];
  readonly convert: readonly string[];
}

const six = { identify: ["/usr/bin/identify"], convert: ["/usr/bin/convert"] };
const seven = { identify: ["magick", "identify"], convert: ["magick"] };

/**
 * Finds ImageMagick; as root on Debian it is installed where it is missing.
 *
 * @throws {Error} when there is none; the message says what to do
 */
export async function findImageMagick(): Promise<ImageMagick> {
  const there = (await works(seven)) ?? (await works(six));
  if (there) return there;
  await install();
  const fresh = await works(six);
  if (fresh) return fresh;
  throw new Error("This test reads a PSD with ImageMagick, and there is none here: install ImageMagick.");
}

/** Runs one of its programs and gives what it prints. */
export async function magick(words: readonly string[], ...more: readonly string[]): Promise<Buffer> {
  const [command = "", ...first] = words;
  const { stdout } = await run(command, [...first, ...more], { encoding: "buffer", maxBuffer: 1e9 });
  return stdout;
}

async function works(programs: ImageMagick): Promise<ImageMagick | undefined> {
  const version = await magick(programs.identify, "-version").catch(() => undefined);
  return version?.includes("ImageMagick") ? programs : undefined;
}

async function install(): Promise<void> {
  const release = "/etc/os-release";
  const debian = existsSync(release) && /^ID=debian$/m.test(readFileSync(release, "utf8"));
  if (!debian || process.getuid?.() !== 0) return;
  console.log("There is no ImageMagick here yet: apt-get installs it, which takes a minute.");
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, timeout: 600_000 };
  await run("apt-get", ["update"], options).catch(() => undefined);
  const words = ["install", "--yes", "--no-install-recommends", "imagemagick"];
  await run("apt-get", words, options).catch(() => undefined);
}
