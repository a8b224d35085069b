import { coffee } from "../contract/services.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { JourneyInput } from "./journey.ts";

/** Sends a journey to a sandbox, with a photograph to work on. */
export function journeyInput(sandbox: Sandbox): JourneyInput {
  const { aetherforge, claid, figur, hitpaw } = sandbox;
  return {
    services: { aetherforge, claid, figur, hitpaw },
    picture: coffee.toString("base64"),
    pictureUrl: sandbox.imageUrl(coffee, "coffee.png"),
  };
}
