import type { Service } from "../../contract/service.ts";
import { callJson } from "../../http/call-json.ts";
import { readOptions } from "../../http/service-options.ts";
import { capabilities, rembg, rembgApi } from "./provider.ts";
import { descriptionResponse } from "./wire.ts";

export { type RembgOptions, rembg } from "./provider.ts";

/** rembg's HTTP server. Facts: `docs/providers/rembg.md`. */
export const service: Service<"rembg"> = {
  id: "rembg",
  name: "rembg",
  capabilities,
  options: [
    {
      name: "baseUrl",
      required: true,
      env: "REMBG_BASE_URL",
      label: { en: "base URL", de: "Basis-URL" },
      description: {
        en: "Where your rembg server is, such as http://localhost:7000.",
        de: "Wo Ihr rembg-Server ist, etwa http://localhost:7000.",
      },
      scope: "machine",
    },
    {
      name: "model",
      env: "REMBG_MODEL",
      label: { en: "model", de: "Modell" },
      description: {
        en: "One of the server's own, such as isnet-general-use.",
        de: "Eines der Modelle des Servers, etwa isnet-general-use.",
      },
      scope: "workspace",
    },
  ],
  browser: {
    relayOnly: {
      en: "rembg runs on a server of your own, which no list of hosts can name.",
      de: "rembg läuft auf Ihrem eigenen Server, den keine Liste von Hosts nennen kann.",
    },
  },
  pricing: {},
  create(values) {
    const option = readOptions(service, values);
    return rembg({ baseUrl: option("baseUrl"), model: option("model") });
  },
  async checkKey(values, context) {
    const api = rembgApi(readOptions(service, values)("baseUrl"));
    const call = { kind: "poll", method: "GET", path: "/openapi.json" } as const;
    await callJson(api, call, descriptionResponse, context);
  },
};
