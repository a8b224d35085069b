import type { SaliencyNet } from "../model/saliency-net.ts";
import type { OpenCv } from "./open-cv.ts";

/** What work on pixels is done with. */
export interface Tools {
  readonly cv: OpenCv;
  /** The net, opened by the first work that needs it. */
  readonly net: () => Promise<SaliencyNet>;
}
