import type { OptionValues, Service, ServiceOption } from "../../contract/service.ts";
import { callJson } from "../../http/call-json.ts";
import { keyOption, readOptions, urlOption } from "../../http/service-options.ts";
import { defaultModels } from "./models.ts";
import { capabilities, replicate, replicateApi } from "./provider.ts";
import { accountResponse } from "./wire.ts";

export { type ReplicateOptions, replicate } from "./provider.ts";

/** Replicate. Facts: `docs/providers/replicate.md`. */
export const service: Service<"replicate"> = {
  id: "replicate",
  name: "Replicate",
  capabilities,
  options: [
    keyOption("REPLICATE_API_TOKEN"),
    urlOption("REPLICATE_BASE_URL", "https://api.replicate.com"),
    modelOption("cutoutModel", "REPLICATE_CUTOUT_MODEL", "cutouts", "Freisteller"),
    modelOption("keywordModel", "REPLICATE_KEYWORD_MODEL", "keywords", "Stichwörter"),
    modelOption("automaticModel", "REPLICATE_AUTOMATIC_MODEL", "layers", "Ebenen"),
  ],
  browser: {
    relayOnly: {
      en: "Pages can't call Replicate.",
      de: "Seiten können Replicate nicht aufrufen.",
    },
  },
  pricing: {
    keyUrl: "https://replicate.com/account/api-tokens",
  },
  create: (values) => replicate(optionsOf(values)),
  async checkKey(values, context) {
    const call = { kind: "poll", method: "GET", path: "/v1/account" } as const;
    await callJson(replicateApi(optionsOf(values)), call, accountResponse, context);
  },
};

function modelOption(name: keyof typeof defaultModels, env: string, en: string, de: string): ServiceOption {
  return {
    name,
    env,
    label: { en: `model for ${en}`, de: `Modell für ${de}` },
    // Models are anybody's: which one runs decides where images go.
    scope: "machine",
    default: defaultModels[name],
  };
}

function optionsOf(values: OptionValues) {
  const option = readOptions(service, values);
  return {
    apiKey: option("apiKey"),
    baseUrl: option("baseUrl"),
    cutoutModel: option("cutoutModel"),
    keywordModel: option("keywordModel"),
    automaticModel: option("automaticModel"),
  };
}
