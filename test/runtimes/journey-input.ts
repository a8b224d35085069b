import { coffee, serviceCases } from "../contract/services.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { JourneyInput } from "./journey.ts";

/** Sends a journey to a sandbox, with a photograph to work on. @param allowResend as the client has it */
export function journeyInput(sandbox: Sandbox, allowResend = false): JourneyInput {
  const sites = Object.values(sandbox.services);
  return {
    allowResend,
    services: Object.fromEntries(sites.map(({ id, options }) => [id, options])),
    cases: serviceCases.map(({ name, service, task, input, polled }) => ({
      name,
      service,
      task,
      input,
      polled,
    })),
    picture: coffee.toString("base64"),
    pictureUrl: sandbox.imageUrl(coffee, "coffee.png"),
  };
}
