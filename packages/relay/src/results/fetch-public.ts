import { refusal } from "../errors/refusal.ts";
import { looksPublic } from "./public-address.ts";

/**
 * A `fetch` that asks only addresses of the open internet, by https. What a name resolves to is checked where the
 * platform lets one: see `nodeFetch` for Node; elsewhere only the address itself is.
 *
 * @param code of the error for any other address, of which it tells that nothing was sent there
 */
export function fetchPublic(
  fetch: typeof globalThis.fetch,
  code: "refused" | "result-invalid",
): typeof globalThis.fetch {
  return async (input, init) => {
    if (looksPublic(new URL(input instanceof Request ? input.url : input))) return fetch(input, init);
    throw refusal(422, code, "its address is not one of the open internet, by https");
  };
}
