import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { neededVariables } from "@stratify/core/service-environment";
import { type Service, services } from "@stratify/core/services";
import { decodeImage, encodePng } from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import { localFacts } from "@stratify/local-engine";
import { afterEach, beforeEach, expect, it } from "vitest";

const main = fileURLToPath(new URL("../../demo/main.ts", import.meta.url));
const coffee = fileURLToPath(new URL("../fixtures/photos/coffee.png", import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stratify-demo-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the demo as a person would, from another folder, with its output piped. */
async function demo(words: readonly string[] = [], variables: Readonly<Record<string, string>> = {}) {
  const env = { PATH: process.env.PATH, ...variables };
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

type Mistake = readonly [what: string, words: readonly string[], line: RegExp | string];

/** A service that lacks a task, and the task. */
const [lacking] = services.flatMap((service) =>
  (["split", "replace-background"] as const)
    .filter((task) => !service.capabilities.tasks.includes(task))
    .map((task) => ({ service, task })),
);
if (!lacking) throw new Error("every service has every task: the test needs one that lacks one");

const mistakes: readonly Mistake[] = [
  ["a missing file", ["nowhere.png"], /^nowhere\.png: there is no such file\.\n$/],
  ["a text file named .png", ["notes.png"], /^notes\.png: its bytes are not those of an image\.\n$/],
  ["an empty file", ["empty.png"], /^empty\.png: the file is empty\.\n$/],
  ["a truncated image", ["half.png"], /^half\.png: .+\n$/],
  ["a folder", ["."], /^\.: this is a folder; .+\n$/],
  ["a 1 x 1 image", ["dot.png"], /^dot\.png: 1 x 1 pixels are too few.+\n$/],
  ["an unknown provider", ["--provider", "acme"], /^There is no provider "acme": choose local, .+\n$/],
  ["an unknown task", ["--task", "blur"], /^There is no task "blur": choose split, .+\n$/],
  ["an unknown option", ["--fast"], /^Unknown option '--fast'.*See --help\.\n$/],
  [
    "a task that the provider has not",
    ["--provider", lacking.service.id, "--task", lacking.task],
    `No provider here does "${lacking.task}": ${lacking.service.name} can ${lacking.service.capabilities.tasks.join(" and ")}.\n`,
  ],
  [
    "a word that the engine does not know",
    ["--provider", "local", "--keywords", "arm"],
    /does not know "arm", only subject, .+\n$/,
  ],
  ...services.map((service): Mistake => {
    const line = `--live needs ${neededVariables(service).join(" and ")} in the environment for ${service.name}.\n`;
    return [`nothing set for ${service.id}`, ["--provider", service.id, "--live"], line];
  }),
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
    const { code, stdout, stderr } = await demo(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    if (typeof line === "string") expect(stderr).toBe(line);
    else expect(stderr).toMatch(line);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(await readdir(folder)).toEqual(before);
  },
);

it("does not write over a page that is not its own", async () => {
  await writeFile(join(folder, "index.html"), "<p>my own page</p>");
  const { code, stderr } = await demo(["--provider", "local", "--task", "cutout", "--out", "."]);
  expect(code).toBe(2);
  expect(stderr).toContain("this page is not the demo's");
  expect(await readFile(join(folder, "index.html"), "utf8")).toBe("<p>my own page</p>");
});

const [inPart] = services.filter((service) => neededVariables(service).length > 1);

it.runIf(inPart)(
  "names what is missing of a service that is set up in part, whoever was asked for",
  async () => {
    const [set = "", ...missing] = inPart ? neededVariables(inPart) : [];
    const { code, stderr } = await demo(["--live", "--task", "cutout"], { [set]: "value" });
    expect(code).toBe(2);
    expect(stderr).toBe(`--live needs ${missing.join(" and ")} in the environment for ${inPart?.name}.\n`);
  },
);

it("says what is wrong with a key, and does not repeat it", async () => {
  const [service] = services.filter(({ options }) => options.some(({ secret }) => secret));
  const env = Object.fromEntries(
    (service ? neededVariables(service) : []).map((name) => [name, "two words"]),
  );
  const { code, stderr } = await demo(["--live", "--provider", service?.id ?? ""], env);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^.+ the API key is empty or has stray characters\.\n$/);
  expect(stderr).not.toContain("two words");
});

it("tells in its help which providers there are and what each needs", async () => {
  const { code, stdout } = await demo(["--help"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^local +none$/m);
  for (const service of services)
    expect(stdout).toMatch(new RegExp(`^${service.id} +${neededVariables(service).join(" and ")}$`, "m"));
});

it("splits a photograph with the engine and every service, and shows everything on one page", async () => {
  const { code, stdout, stderr } = await demo();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const rows = stdout.split("\n").map((line) => line.trim().split(/\s{2,}/));
  const row = ({ name }: Pick<Service, "name">, kind: string) =>
    rows.find(([image, provider, task]) => image === "coffee" && provider === name && task === kind);
  for (const task of localFacts.capabilities.tasks)
    expect(row(localFacts, task)).toMatchObject({ 5: "0", 7: "free" });
  for (const service of services) {
    const { tasks, cost } = service.capabilities;
    for (const task of tasks) {
      const found = row(service, task);
      const { keywords, automatic } = service.capabilities;
      const jobs = task === "split" && keywords && !automatic ? 2 : 1;
      // Every job is paid once.
      expect(found, `${service.id} ${task}`).toMatchObject({ 3: String(jobs), 5: String(jobs) });
      if (cost.perJob !== undefined) expect(found?.[7]).toBe(`${jobs * cost.perJob} ${cost.unit}`);
    }
  }

  const out = join(folder, "demo-output");
  const page = await readFile(join(out, "index.html"), "utf8");
  const links = [...page.matchAll(/<img class="checkered" src="([^"]+)"/g)].map(([, link = ""]) => link);
  const sets = [localFacts, ...services].flatMap(({ id, capabilities }) =>
    capabilities.tasks.filter((task) => task !== "replace-background").map((task) => `${id}/${task}`),
  );
  // A service may return several cut-outs, which are numbered.
  for (const set of sets.filter((each) => each.endsWith("/cutout")))
    expect(links.some((link) => link.startsWith(`coffee/${set}/cutout`))).toBe(true);
  expect(links).toContain("coffee/local/split/background.png");
  useNodeCodecs();
  for (const link of links) {
    const { width, height } = await decodeImage(await readFile(join(out, link)));
    expect([width, height]).toEqual([600, 400]);
  }

  const source = await decodeImage(await readFile(coffee));
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
