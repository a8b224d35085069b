import { readFile } from "node:fs/promises";
import { serviceFacts } from "@stratify/core/service-facts";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { figmaManifest } from "../../../packages/figma-plugin/manifest.ts";
import { commands } from "../../../packages/figma-plugin/src/shared/commands.ts";

const manifest = figmaManifest({ html: "ui.html", "pixel-worker.js": "pixel-worker.js" });
const { allowedDomains, devAllowedDomains, reasoning } = manifest.networkAccess;

describe("the manifest", () => {
  it("has the fields that Figma knows, with values that it takes", async () => {
    const schema: object = JSON.parse(
      await readFile(new URL("manifest.schema.json", import.meta.url), "utf8"),
    );
    const isValid = new Ajv({ allErrors: true }).compile(schema);
    isValid(manifest);
    expect(isValid.errors).toBeNull();
    for (const wrong of [
      { ...manifest, documentAccess: "all" },
      { ...manifest, capabilities: ["everything"] },
      { ...manifest, networkAccess: { allowedDomains: ["http://127.0.0.1:4010"] } },
      { ...manifest, name: "Stratify for Figma" },
    ])
      expect(isValid(wrong)).toBe(false);
  });

  it("offers every command, each once, and no other", () => {
    const items = manifest.menu.filter((item) => "command" in item);
    const named = [...items, ...manifest.relaunchButtons].map(({ command }) => command);
    expect(named.toSorted()).toEqual([...commands].toSorted());
    expect(items.map(({ name }) => name)).toEqual([
      "Split into layers",
      "Cut out subject",
      "Replace background",
      "Resume unfinished jobs",
      "Settings",
    ]);
  });

  it("asks for what must be given before what may be left out, and starts from the menu without any", () => {
    for (const item of manifest.menu) {
      if (!("parameters" in item)) continue;
      const optional = item.parameters?.map((parameter) => parameter.optional === true) ?? [];
      expect(optional).toEqual(optional.toSorted((one, other) => Number(one) - Number(other)));
      expect(item.parameterOnly).toBe(false);
    }
  });
});

describe("the network", () => {
  it("is open to the services that can be called from Figma, wherever core finds them, and to nobody else", () => {
    const hosts = serviceFacts.flatMap(({ browser }) => ("hosts" in browser ? browser.hosts : []));
    expect(allowedDomains.toSorted()).toEqual([...new Set(hosts)].toSorted());
    for (const { browser, capabilities } of serviceFacts) {
      const host = `https://${capabilities.host}`;
      if ("relayOnly" in browser) expect(allowedDomains).not.toContain(host);
      else if (browser.hosts.length > 0) expect(allowedDomains).toContain(host);
    }
    for (const domain of allowedDomains) expect(domain).toMatch(/^https:\/\/[^*]+$/);
  });

  it("says why, and what has to go through a relay", () => {
    for (const { name, browser } of serviceFacts) {
      if ("relayOnly" in browser) expect(reasoning).toContain(browser.relayOnly.en);
      else if (browser.hosts.length > 0) expect(reasoning).toContain(name);
    }
    expect(reasoning).toContain("built without a relay");
  });

  it("is open to the relay that a copy was built for", () => {
    const relayed = figmaManifest({ html: "ui.html" }, "https://relay.example.com").networkAccess;
    expect(relayed.allowedDomains).toEqual([...allowedDomains, "https://relay.example.com"]);
    expect(relayed.reasoning).toContain("https://relay.example.com");
  });

  it.each([
    "http://relay.example.com",
    "https://192.0.2.7",
    "https://[2001:db8::1]",
    "https://relay.example.com/path",
    "relay.example.com",
  ])("takes no relay that Figma would refuse: %s", (relay) => {
    expect(() => figmaManifest({ html: "ui.html" }, relay)).toThrow();
  });

  it("reaches the sandbox and a local relay in development, by name", () => {
    // A port for each service, one for uploads and one for results.
    for (let at = 0; at < serviceFacts.length + 2; at += 1)
      expect(devAllowedDomains).toContain(`http://localhost:${4010 + at}`);
    expect(devAllowedDomains).toContain("http://localhost:4020");
    for (const domain of devAllowedDomains) expect(domain).toMatch(/^http:\/\/localhost:\d+$/);
  });
});
