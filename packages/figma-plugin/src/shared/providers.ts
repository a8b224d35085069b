import type { Command } from "./commands.ts";

/** Who can do what, for quick actions and for the manifest. */
interface ProviderFact {
  readonly id: string;
  readonly name: string;
  readonly commands: readonly Command[];
  /**
   * All hosts that it takes to call the service from Figma: its own, and those that its results lie on. Absent where
   * that can't be: FIGUR forbids its key in a browser, and HitPaw tells only in its answers where pictures are to be
   * sent to and fetched from, while Figma has to know every host beforehand. These two go through a relay.
   */
  readonly hosts?: readonly string[];
}

export const providers: readonly ProviderFact[] = [
  { id: "local", name: "Local engine", commands: ["split", "cutout"] },
  {
    id: "aetherforge",
    name: "AetherForge AI",
    commands: ["split", "cutout"],
    hosts: ["https://api.aetherforgeai.com", "https://cdn.aetherforgeai.com"],
  },
  {
    id: "claid",
    name: "Claid.ai",
    commands: ["split", "cutout", "replace-background"],
    hosts: ["https://api.claid.ai", "https://storage.googleapis.com/production-leapi-tmp-public/"],
  },
  { id: "figur", name: "FIGUR", commands: ["replace-background"] },
  { id: "hitpaw", name: "HitPaw", commands: ["cutout"] },
];
