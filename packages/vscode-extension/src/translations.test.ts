import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "..");
const read = (path: string): Record<string, string> => JSON.parse(readFileSync(join(folder, path), "utf8"));

/** A call for a translation, with the text if it is a literal. */
const translation = /\bl10n\s*\.\s*t\(\s*("((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\S)/g;

/** Every text that the code asks a translation for. */
function textsInSource(): { readonly texts: ReadonlySet<string>; readonly unclear: readonly string[] } {
  const texts = new Set<string>();
  const unclear: string[] = [];
  for (const file of readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts") || file.endsWith(".test.ts")) continue;
    const source = readFileSync(join(folder, "src", file), "utf8");
    for (const [call, , double, single] of source.matchAll(translation)) {
      const literal = double ?? single?.replaceAll(/\\'|"/g, (one) => (one === '"' ? '\\"' : "'"));
      if (literal === undefined) unclear.push(`${file}: ${call}`);
      else texts.add(JSON.parse(`"${literal}"`));
    }
  }
  return { texts, unclear };
}

const { texts, unclear } = textsInSource();
const german = read("l10n/bundle.l10n.de.json");

test("every text of the code is a literal, so that translators find it", () => {
  expect(texts.size).toBeGreaterThan(150);
  expect(unclear).toEqual([]);
});

test("every text of the code is in the English bundle and has a German one, and no other is there", () => {
  const english = read("l10n/bundle.l10n.json");
  expect(Object.keys(english).sort()).toEqual([...texts].sort());
  expect(Object.keys(german).sort()).toEqual([...texts].sort());
  expect(Object.entries(english).filter(([key, value]) => key !== value)).toEqual([]);
});

test("a translation has the same places to fill in as its text", () => {
  const places = (text: string) => (text.match(/\{\d+\}/g) ?? []).sort().join();
  expect(Object.entries(german).filter(([text, words]) => places(text) !== places(words))).toEqual([]);
  expect(Object.entries(german).filter(([, words]) => words.trim() === "")).toEqual([]);
});
