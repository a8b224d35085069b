import { aetherforge, claid, figur, hitpaw, type ProviderInfo } from "@stratify/core";
import { createEngine, localProvider } from "@stratify/local-engine";
import { describe, expect, it } from "vitest";
import { browserObstacle, consentWords, costWords, placeWords, totalCostWords } from "./provider-facts.ts";

const l10n = {
  t: (message: string, ...args: (string | number | boolean)[]) =>
    message.replaceAll(/\{(\d)\}/g, (_, at) => String(args[Number(at)])),
};
const apiKey = "key";
const local = localProvider(createEngine());
const services: readonly ProviderInfo[] = [
  aetherforge({ apiKey }),
  claid({ apiKey }),
  figur({ apiKey, outputPreset: "web" }),
  hitpaw({ apiKey }),
];

describe("what is said of a provider before it is chosen", () => {
  it("tells that the engine is free and keeps pictures here", () => {
    expect(costWords(local, l10n)).toBe("free");
    expect(placeWords(local, l10n)).toBe("The image stays on this machine.");
    expect(browserObstacle(local, l10n)).toBeUndefined();
  });

  it("names each service's host and its documented price", () => {
    expect(services.map((info) => [info.name, costWords(info, l10n), placeWords(info, l10n)])).toEqual([
      ["AetherForge AI", "charged by the job", "The image is sent to api.aetherforgeai.com."],
      ["Claid.ai", "charged in credits", "The image is sent to api.claid.ai."],
      ["FIGUR", "5 credits a job", "The image is sent to api.figur.fit."],
      ["HitPaw", "20 coins a job", "The image is sent to api-base.hitpaw.com."],
    ]);
  });

  it("says before the first picture, in one sentence, where it goes and what it costs", () => {
    for (const info of services) {
      const words = consentWords(info, l10n);
      expect(words).toContain(info.capabilities.host);
      expect(words).toMatch(/charge/);
      expect(words.match(/[.!?](\s|$)/g)).toHaveLength(1);
    }
  });

  it("adds up what many jobs cost, where a price is documented", () => {
    expect(services.map((info) => totalCostWords(info, 30, l10n))).toEqual([
      "AetherForge AI will charge your account for 30 jobs. Continue?",
      "Claid.ai will charge your account for 30 jobs. Continue?",
      "FIGUR will charge your account for 30 jobs: 150 credits. Continue?",
      "HitPaw will charge your account for 30 jobs: 600 coins. Continue?",
    ]);
  });

  it("keeps a key out of a browser where the service forbids it there", () => {
    expect(services.filter((info) => browserObstacle(info, l10n)).map(({ name }) => name)).toEqual(["FIGUR"]);
  });
});
