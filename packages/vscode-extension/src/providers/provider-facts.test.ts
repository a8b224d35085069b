import type { Capabilities, ProviderInfo } from "@stratify/core";
import { serviceFacts } from "@stratify/core/service-facts";
import { createEngine, localProvider } from "@stratify/local-engine";
import { describe, expect, it } from "vitest";
import { infoOf } from "../work/provider-setup.ts";
import { amountWords, priceWords } from "./cost-words.ts";
import { browserObstacle, consentWords, placeWords, totalCostWords } from "./provider-facts.ts";
import { inLanguage, providerName } from "./provider-names.ts";

const l10n = {
  t: (message: string, ...args: (string | number | boolean)[]) =>
    message.replaceAll(/\{(\d)\}/g, (_, at) => String(args[Number(at)])),
};
const local = infoOf(localProvider(createEngine()));
const services = serviceFacts.map(infoOf);

/** A service that has no descriptor here. */
function acme(cost: Capabilities["cost"], tasks: Capabilities["tasks"] = ["cutout"]): ProviderInfo {
  const capabilities = { ...local.capabilities, tasks, host: "api.acme.example", cost };
  return { ...local, id: "acme", name: "Acme", capabilities };
}

/** The same as the relay's client gives it. */
function throughRelay({ id, name, capabilities, ...rest }: ProviderInfo): ProviderInfo {
  const host = "relay.example.com";
  return { ...rest, id: `relay:${id}`, name: `${name} (relay)`, capabilities: { ...capabilities, host } };
}

const coins = acme({ unit: "coins", perJob: 20 });
const unpriced = acme({ unit: "jobs" }, ["split"]);

describe("what is said of a provider before it is chosen", () => {
  it("tells that the engine is free and keeps images here", () => {
    expect(priceWords(local, "cutout", l10n)).toBe("Free");
    expect(placeWords(local, l10n)).toBe("The image stays on this machine.");
    expect(browserObstacle(local, l10n)).toBeUndefined();
  });

  it("names the host and the documented price", () => {
    expect(priceWords(coins, "cutout", l10n)).toBe("Each image costs 20 coins of your Acme account");
    expect(placeWords(coins, l10n)).toBe("The image is sent to api.acme.example.");
    expect(priceWords(unpriced, "cutout", l10n)).toBe("Each image is paid for from your Acme account");
  });

  it("says of every service where the image goes, and something of its price", () => {
    for (const info of services) {
      expect(placeWords(info, l10n)).toContain(info.capabilities.host ?? "this machine");
      const task = info.capabilities.tasks[0] ?? "cutout";
      expect(priceWords(info, task, l10n)).toMatch(/\S/);
    }
  });

  it("takes the words of a descriptor where no price of a job is known", () => {
    for (const service of serviceFacts) {
      const { summary } = service.pricing;
      if (!summary || service.capabilities.cost.perJob !== undefined) continue;
      const info = infoOf(service);
      expect(priceWords(info, "cutout", l10n, "de")).toBe(summary.de);
      expect(consentWords(info, l10n)).toContain(summary.en);
      expect(consentWords(throughRelay(info), l10n)).not.toContain(summary.en);
    }
  });

  it("says that a split pays for each keyword", () => {
    expect(priceWords(unpriced, "split", l10n)).toBe("Each keyword is paid for from your Acme account");
  });

  it("counts one as people do", () => {
    const amounts = ["credits", "coins", "jobs"].map((unit) => amountWords(1, unit, l10n));
    expect(amounts).toEqual(["1 credit", "1 coin", "1 job"]);
    expect(amountWords(2.5, "credits", l10n)).toBe("2.5 credits");
    expect(amountWords(2.5, "credits", l10n, "de")).toBe("2,5 credits");
    expect(amountWords(3, "tokens", l10n)).toBe("3 tokens");
  });

  it("says before the first image where it goes and what it costs", () => {
    expect(consentWords(coins, l10n)).toBe(
      "Images will be sent to Acme at api.acme.example; each image costs 20 coins of your Acme account.",
    );
    expect(consentWords(unpriced, l10n)).toBe(
      "Images will be sent to Acme at api.acme.example; each image, or each keyword of a split, is paid for from your Acme account.",
    );
    for (const info of services) expect(consentWords(info, l10n)).toContain(info.capabilities.host ?? "");
  });

  it("adds up what many jobs cost, where a price is documented", () => {
    expect(totalCostWords(coins, 30, l10n)).toBe(
      "30 jobs will cost 600 coins of your Acme account. Continue?",
    );
    expect(totalCostWords(unpriced, 30, l10n)).toBe(
      "30 jobs will be paid for from your Acme account. Continue?",
    );
  });

  it("says of a provider behind a relay that the image goes there first, and whose money it is", () => {
    const relayed = throughRelay(coins);
    expect(placeWords(relayed, l10n)).toBe(
      "The image is sent to your relay at relay.example.com, and from there to acme.",
    );
    expect(priceWords(relayed, "cutout", l10n)).toBe("Each image costs 20 coins of the relay's acme account");
    expect(consentWords(relayed, l10n)).toBe(
      "Images will be sent to your relay at relay.example.com, and from there to acme; each image costs 20 coins of the relay's acme account.",
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
    const refused = services.filter((info) => browserObstacle(info, l10n)).map(({ id }) => id);
    const forbidden = serviceFacts.filter(
      ({ capabilities: { keyInBrowser, crossOrigin } }) =>
        keyInBrowser === "forbidden" || crossOrigin === "no",
    );
    expect(refused).toEqual(forbidden.map(({ id }) => id));
    expect(refused.length).toBeGreaterThan(0);
  });

  it("speaks German where the editor does, and English elsewhere", () => {
    const words = { en: "base URL", de: "Basis-URL" };
    const said = ["de", "de-AT", "en", "fr", "den"].map((language) => inLanguage(words, language));
    expect(said).toEqual(["Basis-URL", "Basis-URL", "base URL", "base URL", "base URL"]);
  });
});
