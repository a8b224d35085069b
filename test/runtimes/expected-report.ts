import type { Sandbox } from "../sandbox/sandbox.ts";
import type { JourneyReport } from "./journey.ts";

const said = (code: "aborted" | "invalid-request" | "unauthorized", message: string) => {
  return { layers: [], failures: [{ code, mayHaveBeenCharged: false, message }] };
};

/** What the journey comes to in every runtime, to the letter. */
export const expectedReport: JourneyReport = {
  aetherforge: {
    layers: ["cup 1 (layer, png)", "cup 2 (layer, png)", "spoon 1 (layer, png)", "spoon 2 (layer, png)"],
    failures: [],
  },
  claidByUpload: { layers: ["cup (layer, png)"], failures: [] },
  claidByAddress: { layers: ["cutout (cutout, png)"], failures: [] },
  figur: {
    layers: ["composite (composite, png)"],
    failures: [],
    cost: { amount: 5, unit: "credits" },
  },
  hitpaw: {
    layers: ["cutout (cutout, png)", "mask (mask, png)"],
    failures: [],
    cost: { amount: 20, unit: "coins" },
  },
  stopped: {
    ...said("aborted", "HitPaw: coffee.png: it was stopped. Run it again when you like."),
    cost: { amount: 20, unit: "coins" },
  },
  stoppedAndResumed: { layers: ["cutout (cutout, png)", "mask (mask, png)"], failures: [] },
  shortKeyword: said(
    "invalid-request",
    'Claid.ai: coffee.png, keyword "ab": it can\'t be processed as asked (a keyword has at least 3 characters). Nothing was sent; change it and run it again.',
  ),
  wrongKey: said(
    "unauthorized",
    "AetherForge AI: coffee.png: the service did not accept the API key (Invalid API key). Check the key and set it again.",
  ),
};

/** What the journey is billed: one accepted submit for each job, and nothing for what was refused. */
export const expectedBill = { aetherforge: 2, claid: 2, figur: 1, hitpaw: 3 };

/** How many submits each service of a sandbox has accepted so far. */
export function billOf({ paid }: Sandbox): typeof expectedBill {
  return {
    aetherforge: paid.count("aetherforge"),
    claid: paid.count("claid"),
    figur: paid.count("figur"),
    hitpaw: paid.count("hitpaw"),
  };
}
