import type { Service } from "../../contract/service.ts";
import { askAboutNobody } from "../../http/ask-about-nobody.ts";
import { keyOption, readOptions, urlOption } from "../../http/service-options.ts";
import { aetherforge, capabilities } from "./provider.ts";

export { type AetherForgeOptions, aetherforge } from "./provider.ts";

/** AetherForge AI. Facts: `docs/providers/aetherforge.md`. */
export const service: Service<"aetherforge"> = {
  id: "aetherforge",
  name: "AetherForge AI",
  capabilities,
  options: [
    keyOption("AETHERFORGE_API_KEY"),
    urlOption("AETHERFORGE_BASE_URL", "https://api.aetherforgeai.com"),
    {
      name: "subjectKeyword",
      env: "AETHERFORGE_SUBJECT_KEYWORD",
      label: { en: "subject keyword", de: "Stichwort für das Motiv" },
      description: {
        en: "Names the main subject of a cutout.",
        de: "Benennt das Motiv beim Freistellen.",
      },
      scope: "workspace",
      default: "character",
    },
  ],
  browser: { hosts: ["https://api.aetherforgeai.com", "https://cdn.aetherforgeai.com"] },
  pricing: {
    keyUrl: "https://api.aetherforgeai.com/getting-started/authentication",
  },
  create(values) {
    const option = readOptions(service, values);
    return aetherforge({
      apiKey: option("apiKey"),
      baseUrl: option("baseUrl"),
      subjectKeyword: option("subjectKeyword"),
    });
  },
  checkKey: (values, context) =>
    askAboutNobody(service.create(values), "00000000-0000-0000-0000-000000000000", "split", context),
};
