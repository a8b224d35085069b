import { readFileSync } from "node:fs";
import { join } from "node:path";
import { serviceFacts } from "@stratify/core/service-facts";
import { expect, test } from "vitest";
import { generateManifest } from "../manifest.mts";
import * as names from "./service-contributions.ts";

const text = (name: string) => readFileSync(join(import.meta.dirname, "..", name), "utf8");
const files = {
  manifest: text("package.json"),
  english: text("package.nls.json"),
  german: text("package.nls.de.json"),
  readme: text("README.md"),
};
const generated = generateManifest(files);

test.each(["manifest", "english", "german", "readme"] as const)(
  "what comes from the services is up to date: %s (if not, run `pnpm generate`)",
  (name) => {
    expect(generated[name]).toBe(files[name]);
  },
);

test("a manifest whose services are stale is noticed", () => {
  const [service] = serviceFacts;
  const stale = files.manifest.replaceAll(`stratify.endpoints.${service?.id}`, "stratify.endpoints.gone");
  expect(stale).not.toBe(files.manifest);
  expect(generateManifest({ ...files, manifest: stale }).manifest).toBe(files.manifest);
  const english = files.english.replace(/"config\.service\.\w+":.*\n/, "");
  expect(generateManifest({ ...files, english }).english).toBe(files.english);
});

test("every option of every service has a setting, or is its one secret", () => {
  for (const { id, options } of serviceFacts) {
    const secrets = options.filter(({ secret }) => secret).length;
    expect([id, secrets <= 1]).toEqual([id, true]);
    const settings = names.serviceSettings.filter(({ service }) => service.id === id);
    expect(settings).toHaveLength(options.length - secrets);
  }
});

test("no service has an id by which its settings would be taken for others", () => {
  const taken = ["provider", "output", "jobs", "relay", "endpoints", names.localId, "ask"];
  expect(serviceFacts.filter(({ id }) => taken.includes(id))).toEqual([]);
});

test("settings keep the names under which users have made them", () => {
  for (const { name, service, option } of names.serviceSettings) {
    const usual = option.name === "baseUrl" ? `endpoints.${service.id}` : `${service.id}.${option.name}`;
    expect(name).toBe(usual);
  }
  const baseUrls = names.serviceSettings.filter(({ name }) => name.startsWith("endpoints."));
  expect(baseUrls.map(({ option }) => option.scope)).toEqual(serviceFacts.map(() => "machine"));
});
