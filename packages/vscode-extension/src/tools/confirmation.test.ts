import type { Capabilities, ProviderInfo } from "@stratify/core";
import { createEngine, localProvider } from "@stratify/local-engine";
import { expect, test } from "vitest";
import { infoOf } from "../work/provider-setup.ts";
import { confirmation } from "./confirmation.ts";

/** What `vscode.l10n` does without a translation. */
const l10n = {
  t: (message: string, ...args: (string | number | boolean)[]) =>
    message.replace(/\{(\d+)\}/g, (_, index) => String(args[Number(index)])),
};
const local = infoOf(localProvider(createEngine()));

function acme(cost: Capabilities["cost"]): ProviderInfo {
  const capabilities = { ...local.capabilities, host: "api.acme.example", cost };
  return { ...local, id: "acme", name: "Acme", capabilities };
}
const split = { op: "layers", keywords: ["shoe", "lace"] } as const;

test("names files, provider, place and price before anything is paid", () => {
  const { title, lines } = confirmation(
    { operation: { op: "cutout" }, paths: ["a.png", "b.png"] },
    acme({ unit: "coins", perJob: 20 }),
    l10n,
  );
  expect(title).toBe("Cut out subjects with acme? (2)");
  expect(lines).toContain("Images: a.png, b.png");
  expect(lines).toContain("The images are sent to api.acme.example.");
  expect(lines).toContain("2 jobs will cost 40 coins of your Acme account.");
});

test("counts a job for each keyword of each image, and says so where no price is documented", () => {
  const { lines } = confirmation(
    { operation: split, paths: ["a.png", "b.png", "c.png"] },
    acme({ unit: "jobs" }),
    l10n,
  );
  expect(lines).toContain("Keywords: shoe, lace");
  expect(lines).toContain("6 jobs will be paid for from your Acme account.");
});

test("counts one job for each image of an automatic split", () => {
  const automatic = { op: "layers", keywords: [], maxLayers: 8 } as const;
  const paths = ["a.png", "b.png"];
  const { lines } = confirmation({ operation: automatic, paths }, acme({ unit: "jobs" }), l10n);
  expect(lines).toContain("Layers are found automatically.");
  expect(lines).toContain("2 jobs will be paid for from your Acme account.");
});

test("says that the engine is free and keeps images here", () => {
  const { lines } = confirmation({ operation: split, paths: ["a.png"] }, local, l10n);
  expect(lines).toContain("Free. The images stay on this machine.");
  expect(lines.join()).not.toContain("sent to");
});

test("does not list fifty files one by one", () => {
  const paths = Array.from({ length: 50 }, (_, number) => `${number}.png`);
  const { lines } = confirmation({ operation: { op: "mask" }, paths }, local, l10n);
  expect(lines[0]).toMatch(/9\.png and 40 more$/);
});
