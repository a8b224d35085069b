import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as names from "./contributions.ts";
import { providerChoices } from "./service-contributions.ts";

const folder = join(import.meta.dirname, "..");
const text = (path: string) => readFileSync(join(folder, path), "utf8");
const manifest = JSON.parse(text("package.json"));
const { contributes } = manifest;
const words: Record<string, Record<string, string>> = {
  en: JSON.parse(text("package.nls.json")),
  de: JSON.parse(text("package.nls.de.json")),
};
const source = readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.endsWith("contributions.ts"))
  .map((file) => text(join("src", file)))
  .join("\n");

interface Entry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}
const menus: [string, Entry[]][] = Object.entries(contributes.menus);

describe("commands", () => {
  const declared: string[] = contributes.commands.map(({ command }: Entry) => command);

  test("every command that the code has is declared, and no other", () => {
    expect(declared.toSorted()).toEqual(Object.values(names.commands).sort());
  });

  test("every declared command is registered, and done once", () => {
    expect(text("src/extension.ts")).toMatch(
      /Object\.values\(commands\)\.map\(\(id\) =>\s+vscode\.commands\.register/,
    );
    const done = [...source.matchAll(/^ +\[commands\.(\w+)\]: /gm)].map(([, name]) => name);
    expect(done.sort()).toEqual(Object.keys(names.commands).sort());
  });

  test("menus, keys and texts name declared commands only", () => {
    const used = [
      ...menus.flatMap(([, entries]) => entries.flatMap(({ command }) => command ?? [])),
      ...contributes.keybindings.map(({ command }: Entry) => command),
      ...Object.values(words).flatMap((all) =>
        Object.values(all).flatMap((one) =>
          [...one.matchAll(/\(command:([\w.]+)\)/g)].map(([, command]) => command ?? ""),
        ),
      ),
    ];
    expect(used.filter((command) => !declared.includes(command))).toEqual([]);
  });

  test("those that need a row of the jobs view are not in the palette", () => {
    const hidden = contributes.menus.commandPalette.filter(({ when }: Entry) => when === "false");
    const rows = menus.find(([menu]) => menu === "view/item/context")?.[1].map(({ command }) => command);
    expect(new Set(hidden.map(({ command }: Entry) => command))).toEqual(new Set(rows));
  });
});

describe("when clauses", () => {
  const clauses = menus.flatMap(([, entries]) => entries.flatMap(({ when }) => when ?? []));

  test("read context keys that the code sets", () => {
    const keys = Object.values<string>(names.contextKeys);
    const ours = clauses
      .flatMap((clause) => clause.match(/(?<![=\w.] ?)\bstratify\.\w+/g) ?? [])
      .filter((key) => key !== names.views.jobs);
    expect([...new Set(ours)].sort()).toEqual(keys.sort());
    const set = Object.entries(names.contextKeys).filter(([name]) => !source.includes(`contextKeys.${name}`));
    expect(set).toEqual([]);
  });

  test.each(["a.png", "UP.PNG", "b.jpg", "c.jpeg", "d.webp"])("take %s for an image", (name) => {
    expect(imagePattern(clauses).test(name.replace(/^.*(?=\.)/, ""))).toBe(true);
  });

  test.each([".gif", ".svg", ".pngx", ".txt", ".apng", ""])("do not take %j for one", (ending) => {
    expect(imagePattern(clauses).test(ending)).toBe(false);
  });
});

describe("words", () => {
  const used = [...text("package.json").matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key ?? "");

  test.each(["en", "de"])("every key is there and used: %s", (language) => {
    expect(Object.keys(words[language] ?? {}).sort()).toEqual([...new Set(used)].sort());
  });

  test("German has the same links and placeholders", () => {
    const marks = (one = "") => (one.match(/\(command:[\w.]+\)|\$\{\w+\}|#[\w.]+#/g) ?? []).sort();
    for (const [key, english] of Object.entries(words.en ?? {}))
      expect([key, marks(words.de?.[key])]).toEqual([key, marks(english)]);
  });

  test("commands are named without the product, which is their category", () => {
    for (const { category, title } of contributes.commands) {
      expect(category).toBe("Stratify");
      expect(words.en?.[title.replaceAll("%", "")]).not.toMatch(/stratify/i);
    }
  });
});

describe("the rest", () => {
  test("no proposed API, no start with every window's opening", () => {
    expect(manifest).not.toHaveProperty("enabledApiProposals");
    expect(manifest.activationEvents).not.toContain("*");
  });

  test("views, tools and walkthrough are those of the code", () => {
    expect(contributes.viewsContainers.panel.map(({ id }: { id: string }) => id)).toEqual([
      names.views.container,
    ]);
    expect(contributes.views[names.views.container].map(({ id }: { id: string }) => id)).toEqual([
      names.views.jobs,
    ]);
    expect(contributes.languageModelTools.map(({ name }: { name: string }) => name)).toEqual(
      Object.values(names.tools),
    );
    expect(contributes.walkthroughs.map(({ id }: { id: string }) => id)).toEqual([names.walkthrough]);
    expect(contributes.walkthroughs[0].steps.length).toBeLessThanOrEqual(4);
  });

  test("tools offer the providers that the code takes", () => {
    const [split, cutOut] = contributes.languageModelTools;
    const able = (choices: readonly string[]) => choices.filter((choice) => choice !== "ask");
    expect(split.inputSchema.properties.provider.enum).toEqual(able(providerChoices.split));
    expect(cutOut.inputSchema.properties.provider.enum).toEqual(able(providerChoices.cutout));
  });

  test("pictures are there, and the shop's icon is large enough for sharp screens", () => {
    const pictures: string[] = contributes.walkthroughs[0].steps.map(
      ({ media }: { media: { svg: string } }) => media.svg,
    );
    expect([manifest.icon, ...pictures].filter((path) => !existsSync(join(folder, path)))).toEqual([]);
    expect(readFileSync(join(folder, manifest.icon)).readUInt32BE(16)).toBe(256);
  });
});

/** The expression by which menus tell images, all of which use the same. */
function imagePattern(clauses: readonly string[]): RegExp {
  const all = new Set(
    clauses.flatMap((clause) => clause.match(/(?<=resourceExtname =~ \/).*?(?=\/i)/) ?? []),
  );
  expect(all.size).toBe(1);
  return new RegExp([...all][0] ?? "", "i");
}
