import type { CommonKnobs } from "../../knobs.ts";

export interface RembgKnobs extends CommonKnobs {
  /** The title of the server's description: another one is another program's (R13). */
  title: string;
  /** Where the image is removed from: servers of 2022 know `/` alone (R14). */
  path: "/api/remove" | "/";
}

/** A server of today. Its latency stands for the work of a request, and for the download of a model (R11). */
export function createRembgKnobs(common: CommonKnobs): RembgKnobs {
  return { ...common, title: "Rembg", path: "/api/remove" };
}
