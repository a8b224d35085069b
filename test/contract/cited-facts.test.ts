import { existsSync, globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";

/** A row of a page's table of facts. */
interface Fact {
  /** For example `C14`. */
  readonly id: string;
  /** Id of the service whose page has the row. */
  readonly service: string;
  /** The cells after the id: fact, client, sandbox, source. */
  readonly cells: readonly string[];
}

const root = fileURLToPath(new URL("../../", import.meta.url));

async function read(pattern: string): Promise<readonly (readonly [path: string, text: string])[]> {
  const exclude = (path: string) => /(^|\/)(node_modules|dist[^/]*)$/.test(path);
  const paths = globSync(pattern, { cwd: root, exclude });
  return Promise.all(paths.sort().map(async (path) => [path, await readFile(root + path, "utf8")] as const));
}

function factsOf(path: string, text: string): Fact[] {
  const rows = text.split("\n").filter((line) => /^\| [A-Z]\d+ \|/.test(line));
  return rows.map((row) => {
    const [id = "", ...cells] = row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    return { id, service: basename(path, ".md"), cells };
  });
}

/** Comments, and the ids that titles of tests begin with. */
function* citingText(source: string): Generator<string> {
  for (const [comment] of source.matchAll(/^\s*\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm)) yield comment;
  for (const [title] of source.matchAll(/["'`][A-Z]\d{1,2}: /g)) yield title;
}

/** The ids that a source cites, ranges included: `C9 to C12` cites four. */
function citedIn(source: string, letters: string): string[] {
  const id = `\\b([${letters}])(\\d{1,2})\\b`;
  const pattern = new RegExp(`${id}(?: to \\1(\\d{1,2})\\b)?`, "g");
  return [...citingText(source)].flatMap((text) =>
    [...text.matchAll(pattern)].flatMap(([, letter, first, last = first]) =>
      Array.from(
        { length: Number(last) - Number(first) + 1 },
        (_, step) => `${letter}${Number(first) + step}`,
      ),
    ),
  );
}

let facts: readonly Fact[] = [];
/** Files by the id that they cite. */
const citations = new Map<string, string[]>();

beforeAll(async () => {
  facts = (await read("docs/providers/*.md")).flatMap(([path, text]) => factsOf(path, text));
  const letters = [...new Set(facts.map(({ id }) => id.charAt(0)))].join("");
  const sources = await read("{packages,test,demo}/**/*.ts");
  // This file cites only to test the reading.
  for (const [path, text] of sources.filter(([path]) => basename(path) !== basename(import.meta.filename))) {
    for (const id of citedIn(text, letters)) citations.set(id, [...(citations.get(id) ?? []), path]);
  }
});

describe("facts about services", () => {
  it("are numbered from 1 without a gap, under a letter that only one page has", () => {
    const services = [...new Set(facts.map(({ service }) => service))];
    expect(services.length).toBeGreaterThanOrEqual(4);
    const letters = services.map((service) => {
      const ids = facts.filter((fact) => fact.service === service).map(({ id }) => id);
      const letter = ids[0]?.charAt(0);
      expect(ids, service).toEqual(ids.map((_, index) => `${letter}${index + 1}`));
      return letter;
    });
    expect(new Set(letters).size).toBe(letters.length);
  });

  it("say what the client and the sandbox do, and where they come from", () => {
    const incomplete = facts.filter(({ cells }) => cells.length !== 4 || cells.includes(""));
    expect(incomplete.map(({ id }) => id)).toEqual([]);
  });

  it("are written down for every id that code cites", () => {
    const known = new Set(facts.map(({ id }) => id));
    expect(citations.size).toBeGreaterThan(0);
    expect([...citations].filter(([id]) => !known.has(id))).toEqual([]);
  });

  it("are cited, or else marked as not used, for every service there is", () => {
    const present = facts.filter(({ service }) =>
      existsSync(`${root}packages/core/src/providers/${service}`),
    );
    const isMarked = ({ cells }: Fact) => cells[1]?.startsWith("Not used") ?? false;
    const odd = present.filter((fact) => citations.has(fact.id) === isMarked(fact));
    expect(odd.map(({ id }) => id)).toEqual([]);
  });

  it("have a page for every service there is", async () => {
    const wires = await read("packages/core/src/providers/*/wire.ts");
    // The relay's wire is the project's own and is described by its OpenAPI document.
    const services = wires.map(([path]) => basename(dirname(path))).filter((id) => id !== "relay");
    expect(services.length).toBeGreaterThanOrEqual(4);
    const described = new Set(facts.map(({ service }) => service));
    expect(services.filter((service) => !described.has(service))).toEqual([]);
  });
});

describe("the reading of citations", () => {
  it.each([
    ["/** Waits (C3). */", ["C3"]],
    ["// Unknown keys are refused (C9 to C11, C17).", ["C9", "C10", "C11", "C17"]],
    ['it("A5: asks again", run);', ["A5"]],
    ['press("A1"); const url = "https://example.com/A2";', []],
    ["// The marker 0xC0 ends it.", []],
  ])("%s", (source, ids) => {
    expect(citedIn(source, "AC")).toEqual(ids);
  });
});
