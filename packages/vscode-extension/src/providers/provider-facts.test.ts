import { aetherforge, claid, figur, hitpaw, type ProviderInfo } from "@stratify/core";
import { createEngine, localProvider } from "@stratify/local-engine";
import { describe, expect, it } from "vitest";
import { amountWords, priceWords } from "./cost-words.ts";
import { browserObstacle, consentWords, placeWords, totalCostWords } from "./provider-facts.ts";
import { providerName } from "./provider-names.ts";

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

/** The same as the relay's client gives it. */
function throughRelay({ id, name, capabilities }: ProviderInfo): ProviderInfo {
  const host = "relay.example.com";
  return { id: `relay:${id}`, name: `${name} (relay)`, capabilities: { ...capabilities, host } };
}

describe("what is said of a provider before it is chosen", () => {
  it("tells that the engine is free and keeps pictures here", () => {
    expect(priceWords(local, "cutout", l10n)).toBe("Free");
    expect(placeWords(local, l10n)).toBe("The image stays on this machine.");
    expect(browserObstacle(local, l10n)).toBeUndefined();
  });

  it("names each service's host and its documented price", () => {
    expect(services.map((info) => `${priceWords(info, "cutout", l10n)}. ${placeWords(info, l10n)}`)).toEqual([
      "Each image is paid for from your AetherForge AI account. The image is sent to api.aetherforgeai.com.",
      "Each image is paid for from your Claid.ai account. The image is sent to api.claid.ai.",
      "Each image costs 5 credits of your FIGUR account. The image is sent to api.figur.fit.",
      "Each image costs 20 coins of your HitPaw account. The image is sent to api-base.hitpaw.com.",
    ]);
  });

  it("says that a split pays for each keyword", () => {
    expect(services.slice(0, 2).map((info) => priceWords(info, "split", l10n))).toEqual([
      "Each keyword is paid for from your AetherForge AI account",
      "Each keyword is paid for from your Claid.ai account",
    ]);
  });

  it("counts one as people do", () => {
    const amounts = ["credits", "coins", "jobs"].map((unit) => amountWords(1, unit, l10n));
    expect(amounts).toEqual(["1 credit", "1 coin", "1 job"]);
    expect(amountWords(2.5, "credits", l10n)).toBe("2.5 credits");
    expect(amountWords(2.5, "credits", l10n, "de")).toBe("2,5 credits");
    expect(amountWords(3, "tokens", l10n)).toBe("3 tokens");
  });

  it("says before the first picture, in one sentence, where it goes and what it costs", () => {
    for (const info of services) {
      const words = consentWords(info, l10n);
      expect(words).toContain(info.capabilities.host);
      expect(words).toMatch(/(of|from) your .* account/);
      expect(words.match(/[.!?](\s|$)/g)).toHaveLength(1);
    }
  });

  it("adds up what many jobs cost, where a price is documented", () => {
    expect(services.map((info) => totalCostWords(info, 30, l10n))).toEqual([
      "30 jobs will be paid for from your AetherForge AI account. Continue?",
      "30 jobs will be paid for from your Claid.ai account. Continue?",
      "30 jobs will cost 150 credits of your FIGUR account. Continue?",
      "30 jobs will cost 600 coins of your HitPaw account. Continue?",
    ]);
  });

  it("says of a provider behind a relay that the picture goes there first, and whose money it is", () => {
    const relayed = throughRelay(hitpaw({ apiKey }));
    expect(placeWords(relayed, l10n)).toBe(
      "The image is sent to your relay at relay.example.com, and from there to HitPaw.",
    );
    expect(priceWords(relayed, "cutout", l10n)).toBe(
      "Each image costs 20 coins of the relay's HitPaw account",
    );
    expect(consentWords(relayed, l10n)).toBe(
      "Images will be sent to your relay at relay.example.com, and from there to HitPaw; each image costs 20 coins of the relay's HitPaw account.",
    );
    expect(placeWords(throughRelay(local), l10n)).toBe(
      "The image is sent to your relay at relay.example.com, and no further.",
    );
    expect(consentWords(throughRelay(local), l10n)).toBe(
      "Images will be sent to your relay at relay.example.com, and no further, free of charge.",
    );
  });

  it("calls providers by their own names before anything is loaded", () => {
    for (const { id, name } of [local, ...services]) {
      expect(providerName(id)).toBe(name);
      expect(providerName(`relay:${id}`)).toBe(`${name} (relay)`);
    }
  });

  it("keeps a key out of a browser where the service forbids it there", () => {
    expect(services.filter((info) => browserObstacle(info, l10n)).map(({ name }) => name)).toEqual(["FIGUR"]);
  });
});
