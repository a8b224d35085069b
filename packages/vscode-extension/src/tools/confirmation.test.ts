import { claid, hitpaw, type ProviderInfo } from "@stratify/core";
import { expect, test } from "vitest";
import { confirmation } from "./confirmation.ts";

/** What `vscode.l10n` does without a translation. */
const l10n = {
  t: (message: string, ...args: (string | number | boolean)[]) =>
    message.replace(/\{(\d+)\}/g, (_, index) => String(args[Number(index)])),
};
const service = hitpaw({ apiKey: "k" });
const local: ProviderInfo = {
  id: "local",
  name: "Local engine",
  capabilities: { ...service.capabilities, host: undefined, cost: { unit: "free", perJob: 0 } },
};
const split = { op: "layers", keywords: ["shoe", "lace"] } as const;

test("names files, provider, place and price before anything is paid", () => {
  const { title, lines } = confirmation(
    { operation: { op: "cutout" }, paths: ["a.png", "b.png"] },
    hitpaw({ apiKey: "k" }),
    l10n,
  );
  expect(title).toBe("Cut out subjects with HitPaw? (2)");
  expect(lines).toContain("Images: a.png, b.png");
  expect(lines).toContain("The images are sent to api-base.hitpaw.com.");
  expect(lines).toContain("2 jobs will cost 40 coins of your HitPaw account.");
});

test("counts a job for each keyword of each image, and says so where no price is documented", () => {
  const { lines } = confirmation(
    { operation: split, paths: ["a.png", "b.png", "c.png"] },
    claid({ apiKey: "k" }),
    l10n,
  );
  expect(lines).toContain("Keywords: shoe, lace");
  expect(lines).toContain("6 jobs will be paid for from your Claid.ai account.");
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
