import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { decodeImage, encodePng } from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import { afterEach, beforeEach, expect, it } from "vitest";

const main = fileURLToPath(new URL("../../demo/main.ts", import.meta.url));
const coffee = fileURLToPath(new URL("../fixtures/photos/coffee.png", import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stratify-demo-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the demo as a person would, from another folder, with its output piped. */
async function demo(...words: readonly string[]) {
  const env = { PATH: process.env.PATH };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [main, ...words], {
      cwd: folder,
      env,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && "stdout" in error && "stderr" in error)) throw error;
    return { code: error.code, stdout: String(error.stdout), stderr: String(error.stderr) };
  }
}

const mistakes: readonly (readonly [what: string, words: readonly string[], line: RegExp])[] = [
  ["a missing file", ["nowhere.png"], /^nowhere\.png: there is no such file\.\n$/],
  ["a text file named .png", ["notes.png"], /^notes\.png: its bytes are not those of an image\.\n$/],
  ["an empty file", ["empty.png"], /^empty\.png: the file is empty\.\n$/],
  ["a truncated image", ["half.png"], /^half\.png: .+\n$/],
  ["a folder", ["."], /^\.: this is a folder; .+\n$/],
  ["a 1 x 1 image", ["dot.png"], /^dot\.png: 1 x 1 pixels are too few.+\n$/],
  ["an unknown provider", ["--provider", "acme"], /^There is no provider "acme": choose local, .+\n$/],
  ["an unknown task", ["--task", "blur"], /^There is no task "blur": choose split, .+\n$/],
  ["an unknown option", ["--fast"], /^Unknown option '--fast'.*See --help\.\n$/],
  ["a task that the provider has not", ["--provider", "hitpaw", "--task", "split"], /HitPaw can cutout\.\n$/],
  [
    "a word that the engine does not know",
    ["--provider", "local", "--keywords", "arm"],
    /does not know "arm", only subject, .+\n$/,
  ],
  [
    "no key for a live service",
    ["--provider", "claid", "--live"],
    /^--live needs CLAID_API_KEY in the environment\.\n$/,
  ],
];

it.each(mistakes)(
  "answers %s with one clear line and exit code 2, and writes nothing",
  async (_, words, line) => {
    useNodeCodecs();
    await writeFile(join(folder, "notes.png"), "hello, I am text");
    await writeFile(join(folder, "empty.png"), "");
    await writeFile(join(folder, "half.png"), (await readFile(coffee)).subarray(0, 20_000));
    const dot = await encodePng({ width: 1, height: 1, data: new Uint8ClampedArray([255, 0, 0, 255]) });
    await writeFile(join(folder, "dot.png"), dot);
    const before = await readdir(folder);
    const { code, stdout, stderr } = await demo(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(line);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(await readdir(folder)).toEqual(before);
  },
);

it("does not write over a page that is not its own", async () => {
  await writeFile(join(folder, "index.html"), "<p>my own page</p>");
  const { code, stderr } = await demo("--provider", "local", "--task", "cutout", "--out", ".");
  expect(code).toBe(2);
  expect(stderr).toContain("this page is not the demo's");
  expect(await readFile(join(folder, "index.html"), "utf8")).toBe("<p>my own page</p>");
});

it("splits a photograph with the engine and all four services, and shows everything on one page", async () => {
  const { code, stdout, stderr } = await demo();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const row = (provider: string, task: string) =>
    stdout
      .split("\n")
      .find((line) => line.startsWith("coffee ") && line.includes(provider) && line.includes(task));
  expect(
    row("Local engine", "split")
      ?.trim()
      .split(/\s{2,}/),
  ).toMatchObject({ 5: "0", 7: "free" });
  expect(
    row("AetherForge AI", "split")
      ?.trim()
      .split(/\s{2,}/),
  ).toMatchObject({ 3: "2", 5: "2" });
  expect(
    row("FIGUR", "replace-background")
      ?.trim()
      .split(/\s{2,}/),
  ).toMatchObject({ 5: "1", 7: "5 credits" });
  expect(
    row("HitPaw", "cutout")
      ?.trim()
      .split(/\s{2,}/),
  ).toMatchObject({ 5: "1", 7: "20 coins" });

  const out = join(folder, "demo-output");
  const page = await readFile(join(out, "index.html"), "utf8");
  const links = [...page.matchAll(/<img class="checkered" src="([^"]+)"/g)].map(([, link = ""]) => link);
  expect(links).toContain("coffee/hitpaw/cutout/cutout.png");
  expect(links).toContain("coffee/local/split/background.png");
  useNodeCodecs();
  for (const link of links) {
    const { width, height } = await decodeImage(await readFile(join(out, link)));
    expect([width, height]).toEqual([600, 400]);
  }

  const source = await decodeImage(await readFile(coffee));
  const sets = ["local/split", "local/cutout", "aetherforge/split", "claid/split", "hitpaw/cutout"];
  for (const set of sets) {
    const folderOf = join(out, "coffee", set);
    const manifest = JSON.parse(await readFile(join(folderOf, "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({ version: 1, source: { name: "coffee", width: 600, height: 400 } });
    expect(manifest.unaligned, set).toEqual([]);
    expect(manifest.layers.length, set).toBeGreaterThan(1);
    expect(manifest.score.mean, set).toBeLessThan(1);
    expect(links).toContain(`coffee/${set}/recomposed.png`);
    const recomposed = await decodeImage(await readFile(join(folderOf, "recomposed.png")));
    const off = recomposed.data.reduce((sum, byte, at) => sum + Math.abs(byte - (source.data[at] ?? 0)), 0);
    expect(off / source.data.length, set).toBeCloseTo(manifest.score.mean, 5);
    const psd = await readFile(join(folderOf, manifest.psd));
    expect(psd.subarray(0, 4).toString("latin1"), set).toBe("8BPS");
  }
}, 120_000);
