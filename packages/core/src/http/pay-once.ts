import type { CallContext } from "../contract/call-context.ts";
import { isStratifyError, StratifyError } from "../errors/stratify-error.ts";
import type { Api } from "./api.ts";
import { type ApiCall, callApi } from "./call-api.ts";
import type { ApiResponse } from "./read-response.ts";
import { withRetries } from "./retry.ts";
import { within } from "./within.ts";

/**
 * Sends a paid request that may be sent again although its outcome is unknown: it carries a key by which the service
 * knows it again, and responds as it did the first time. All else that holds for paid requests holds for each sending:
 * once one was lost, no later refusal can say that nothing was charged.
 *
 * @param ms for how long the service promises to know the key; nothing is sent after that
 */
export function payOnce<T>(
  api: Api,
  call: ApiCall<T> & { readonly kind: "paid" },
  ms: number,
  context: CallContext,
): Promise<ApiResponse<T>> {
  const { clock } = context;
  const error = () => new StratifyError({ code: "outcome-unknown" });
  return within(context.signal, { ms, clock, error }, async (signal) => {
    const first: CallContext = { ...context, signal };
    const again: CallContext = { ...first, paying: async () => {} };
    let lost = false;
    return withRetries("idempotent", first, (before) => {
      lost = before !== undefined;
      return callApi(api, call, lost ? again : first);
    }).catch((thrown: unknown) => {
      throw lost && isStratifyError(thrown) ? afterLoss(thrown) : thrown;
    });
  });
}

/** A refusal now says nothing about the sending whose response was lost. */
function afterLoss(error: StratifyError): StratifyError {
  const code = error.status === undefined ? error.code : "outcome-unknown";
  return new StratifyError({ ...error, code, mayHaveBeenCharged: true });
}
