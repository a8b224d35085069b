import type { CommonKnobs } from "../../knobs.ts";

export interface AetherforgeKnobs extends CommonKnobs {
  /** What `image_urls` is until the job has succeeded (A2). */
  pendingImageUrls: "empty" | "omitted";
  /** Put into `error_message` of a failed job; undefined omits the field (A3). */
  errorMessage: string | undefined;
  /** The word for success (A1). */
  succeedWord: string;
  /** How many layer images a job gives, at least 1 (A8). */
  layers: number;
  /** The key is good but its user is gone: 404 `Not Found User` (A5). */
  userGone: boolean;
}

/** AetherForge as documented. */
export function createAetherforgeKnobs(common: CommonKnobs): AetherforgeKnobs {
  return {
    ...common,
    pendingImageUrls: "empty",
    errorMessage: undefined,
    succeedWord: "Succeed",
    layers: 2,
    userGone: false,
  };
}
