import type { Service } from "../../contract/service.ts";
import { askAboutNobody } from "../../http/ask-about-nobody.ts";
import { keyOption, readOptions, urlOption } from "../../http/service-options.ts";
import { capabilities, claid } from "./provider.ts";

export { type ClaidOptions, claid } from "./provider.ts";

/** Claid.ai. Facts: `docs/providers/claid.md`. */
export const service: Service<"claid"> = {
  id: "claid",
  name: "Claid.ai",
  capabilities,
  options: [
    keyOption("CLAID_API_KEY"),
    urlOption("CLAID_BASE_URL", "https://api.claid.ai"),
    {
      name: "version",
      env: "CLAID_VERSION",
      label: { en: "API version", de: "API-Version" },
      scope: "workspace",
      default: "v1-beta1",
      choices: ["v1-beta1", "v1"],
    },
  ],
  browser: { hosts: ["https://api.claid.ai", "https://storage.googleapis.com/production-leapi-tmp-public/"] },
  pricing: {
    keyUrl: "https://docs.claid.ai/authentication",
  },
  create(values) {
    const option = readOptions(service, values);
    return claid({
      apiKey: option("apiKey"),
      baseUrl: option("baseUrl"),
      version: option("version") === "v1" ? "v1" : "v1-beta1",
    });
  },
  checkKey: (values, context) => askAboutNobody(service.create(values), "0", "cutout", context),
};
