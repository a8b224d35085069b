import { asFailure } from "../../client/as-failure.ts";
import { StratifyError } from "../../errors/stratify-error.ts";
import type { Api } from "../../http/api.ts";
import { type ApiCall, callApi } from "../../http/call-api.ts";
import type { CallContext } from "../../http/call-context.ts";
import { named } from "../../http/named.ts";
import { openScope } from "../../http/within.ts";

const mostRepeats = 3;

/**
 * Sends a paid request that may be sent again although its outcome is unknown: it carries a key by which the relay
 * knows it again, and answers as it did the first time. All else that holds for paid requests holds for each sending:
 * once one was lost, no later refusal can say that nothing was charged.
 *
 * @param ms for how long the relay promises to know the key; nothing is sent after that
 */
export async function payOnce<T>(
  api: Api,
  call: ApiCall<T> & { readonly kind: "paid" },
  ms: number,
  context: CallContext,
): Promise<T> {
  const forgotten = () => new StratifyError({ ...named(api), code: "outcome-unknown" });
  const scope = openScope(context.signal, { ms, error: forgotten });
  const first: CallContext = { ...context, signal: scope.signal };
  const again: CallContext = { ...first, paying: async () => {} };
  let lost = false;
  try {
    for (let repeat = 0; ; repeat++) {
      try {
        if (lost) await context.clock.sleep(500 * 2 ** repeat, scope.signal);
        return await callApi(api, call, lost ? again : first);
      } catch (thrown) {
        const error = asFailure(thrown);
        if (!isLost(error) || repeat === mostRepeats || scope.signal.aborted) {
          throw lost ? afterLoss(error) : error;
        }
        lost = true;
      }
    }
  } finally {
    scope.close();
  }
}

/** A refusal now says nothing about the sending whose answer was lost. */
function afterLoss(error: StratifyError): StratifyError {
  const code = error.status === undefined ? error.code : "outcome-unknown";
  return new StratifyError({ ...error, code, mayHaveBeenCharged: true });
}

/**
 * Whether the relay's answer may still come: nothing arrived, or something between here and there answered. Under
 * status 500 the relay itself says that nobody knows the outcome, and would say so again.
 */
function isLost({ mayHaveBeenCharged, status }: StratifyError): boolean {
  return mayHaveBeenCharged && status !== 500;
}
