import type { Command } from "./commands.ts";

/** The services that a quick action can name, by the commands they have a task for. */
export const providers = [
  { id: "aetherforge", name: "AetherForge AI", commands: ["split", "cutout"] },
  { id: "claid", name: "Claid.ai", commands: ["split", "cutout", "replace-background"] },
  { id: "figur", name: "FIGUR", commands: ["replace-background"] },
  { id: "hitpaw", name: "HitPaw", commands: ["cutout"] },
] as const satisfies readonly { id: string; name: string; commands: readonly Command[] }[];
