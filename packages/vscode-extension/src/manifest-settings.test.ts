import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as names from "./contributions.ts";
import { defaultOf, providerChoices, serviceSettings } from "./service-contributions.ts";

const folder = join(import.meta.dirname, "..");
const text = (path: string) => readFileSync(join(folder, path), "utf8");
const manifest = JSON.parse(text("package.json"));
const english: Record<string, string> = JSON.parse(text("package.nls.json"));
const source = readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.endsWith("contributions.ts"))
  .map((file) => text(join("src", file)))
  .join("\n");

interface Property {
  readonly default: unknown;
  readonly scope: string;
  readonly enum?: readonly string[];
  readonly markdownDescription: string;
  readonly markdownEnumDescriptions?: readonly string[];
}
const properties: Record<string, Property> = Object.assign(
  {},
  ...manifest.contributes.configuration.map((section: { properties: object }) => section.properties),
);

describe("settings", () => {
  test("are those that the code reads, with the same defaults and scopes", () => {
    const declared = Object.entries(properties).map(([name, { default: value, scope }]) => [
      name,
      value,
      scope,
    ]);
    const known = Object.entries(names.settingDefaults).map(([name, value]) => {
      return [
        `stratify.${name}`,
        value,
        Object.entries(names.settingScopes).find(([one]) => one === name)?.[1],
      ];
    });
    const ofServices = serviceSettings.map(({ name, option }) => {
      return [`stratify.${name}`, defaultOf(option), option.scope === "machine" ? "machine" : "window"];
    });
    expect(declared.sort()).toEqual([...known, ...ofServices].sort());
  });

  test("are all read somewhere", () => {
    const unread = Object.keys(names.settingDefaults).filter((name) => {
      return !source.includes(`setting("${name}"`) && !source.includes(`"${name}"`);
    });
    expect(unread).toEqual([]);
  });

  test("offer what the code understands, each choice with a description", () => {
    const choices = {
      "stratify.provider.split": providerChoices.split,
      "stratify.provider.cutout": providerChoices.cutout,
      "stratify.provider.background": providerChoices.background,
      "stratify.output.psd": names.psdChoices,
    };
    for (const [name, values] of Object.entries(choices)) {
      expect(properties[name]?.enum).toEqual(values);
      expect(properties[name]?.markdownEnumDescriptions).toHaveLength(values.length);
    }
  });

  test("are described", () => {
    for (const { markdownDescription } of Object.values(properties)) {
      expect(english[markdownDescription.replaceAll("%", "")]?.length).toBeGreaterThan(15);
    }
  });

  test("a workspace that is not trusted can't say who is paid for what, where keys go or where files are written", () => {
    const restricted: string[] = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    const ofServices = serviceSettings.map(({ name }) => `stratify.${name}`);
    const own = Object.keys(properties).filter((name) => /\.(provider|relay|output\.folder)\b/.test(name));
    const expected = [...own, ...ofServices];
    expect(restricted.toSorted()).toEqual(expected.sort());
    const ofMachine = serviceSettings.filter(({ option }) => option.scope === "machine");
    const relay = Object.keys(properties).filter((name) => /\.relay\./.test(name));
    const scoped = Object.keys(properties).filter((name) => properties[name]?.scope === "machine");
    expect(scoped.toSorted()).toEqual([...relay, ...ofMachine.map(({ name }) => `stratify.${name}`)].sort());
    for (const name of Object.keys(properties).filter((each) => /\.endpoints\./.test(each)))
      expect(scoped).toContain(name);
  });
});
