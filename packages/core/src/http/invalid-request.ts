import type { SourceImage } from "../contract/image.ts";
import { named } from "../errors/named.ts";
import { StratifyError } from "../errors/stratify-error.ts";

/** The error for an image that a provider can't take, found before anything is sent. */
export function invalidRequest(
  provider: { readonly id: string; readonly name: string },
  image: SourceImage,
  detail: string,
): StratifyError {
  return new StratifyError({ ...named(provider), code: "invalid-request", image: image.name, detail });
}
