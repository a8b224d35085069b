import type { Service } from "../../contract/service.ts";
import { askAboutNobody } from "../../http/ask-about-nobody.ts";
import { keyOption, readOptions, urlOption } from "../../http/service-options.ts";
import { capabilities, figur } from "./provider.ts";

export { type FigurOptions, figur } from "./provider.ts";

/** FIGUR. Facts: `docs/providers/figur.md`. */
export const service: Service<"figur"> = {
  id: "figur",
  name: "FIGUR",
  capabilities,
  options: [
    keyOption("FIGUR_API_KEY"),
    urlOption("FIGUR_BASE_URL", "https://api.figur.fit"),
    {
      name: "outputPreset",
      required: true,
      env: "FIGUR_OUTPUT_PRESET",
      label: { en: "output preset", de: "Ausgabevorgabe" },
      description: {
        en: "It comes with the FIGUR account.",
        de: "Sie gehört zum FIGUR-Konto.",
      },
      scope: "workspace",
    },
  ],
  browser: {
    relayOnly: {
      en: "FIGUR forbids its key in a browser.",
      de: "FIGUR verbietet seinen Schlüssel in einem Browser.",
    },
  },
  pricing: {
    keyUrl: "https://docs.figur.fit/guides/authentication/",
  },
  create(values) {
    const option = readOptions(service, values);
    return figur({
      apiKey: option("apiKey"),
      baseUrl: option("baseUrl"),
      outputPreset: option("outputPreset"),
    });
  },
  checkKey: (values, context) =>
    askAboutNobody(
      service.create(values),
      "00000000-0000-0000-0000-000000000000",
      "replace-background",
      context,
    ),
};
