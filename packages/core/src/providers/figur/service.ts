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
        en: "The preset that FIGUR makes results under. It comes with the account.",
        de: "Die Vorgabe, nach der FIGUR Ergebnisse erzeugt. Sie gehört zum Konto.",
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
    const { required, optional } = readOptions(service, values);
    return figur({
      apiKey: required("apiKey"),
      baseUrl: optional("baseUrl"),
      outputPreset: required("outputPreset"),
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
