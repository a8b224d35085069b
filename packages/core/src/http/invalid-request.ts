import type { SourceImage } from "../contract/image.ts";
import { StratifyError } from "../errors/stratify-error.ts";

/** The error for an image that a provider can't take, found before anything is sent. */
export function invalidRequest(image: SourceImage, detail: string): StratifyError {
  return new StratifyError({ code: "invalid-request", image: image.name, detail });
}
