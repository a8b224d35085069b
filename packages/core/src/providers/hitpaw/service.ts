import type { Service } from "../../contract/service.ts";
import { askAboutNobody } from "../../http/ask-about-nobody.ts";
import { keyOption, readOptions, urlOption } from "../../http/service-options.ts";
import { capabilities, hitpaw } from "./provider.ts";

export { type HitPawOptions, hitpaw } from "./provider.ts";

/** HitPaw. Facts: `docs/providers/hitpaw.md`. */
export const service: Service<"hitpaw"> = {
  id: "hitpaw",
  name: "HitPaw",
  capabilities,
  options: [
    keyOption("HITPAW_API_KEY"),
    urlOption("HITPAW_BASE_URL", "https://api-base.hitpaw.com"),
    {
      name: "returnType",
      env: "HITPAW_RETURN_TYPE",
      label: { en: "return type (not documented)", de: "Rückgabetyp (nicht dokumentiert)" },
      scope: "workspace",
      choices: ["all"],
    },
  ],
  browser: {
    relayOnly: {
      en: "HitPaw tells its hosts only in responses.",
      de: "HitPaw nennt seine Hosts erst in Antworten.",
    },
  },
  pricing: {
    keyUrl: "https://developer.hitpaw.com/",
  },
  create(values) {
    const option = readOptions(service, values);
    return hitpaw({
      apiKey: option("apiKey"),
      baseUrl: option("baseUrl"),
      returnType: option("returnType") === "all" ? "all" : undefined,
    });
  },
  checkKey: (values, context) =>
    askAboutNobody(service.create(values), "00000000000000000000000000000000", context),
};
