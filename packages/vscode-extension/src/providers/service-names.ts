import type { ServiceId } from "../contributions.ts";

/** How the services call themselves: known before anything is loaded. */
export const serviceNames: Readonly<Record<ServiceId, string>> = {
  aetherforge: "AetherForge AI",
  claid: "Claid.ai",
  figur: "FIGUR",
  hitpaw: "HitPaw",
};
