import { useEffect, useState } from "preact/hooks";
import { useServices } from "../app/services.ts";
import type { Choice } from "../providers/provider-book.ts";

/** How a paid request to a provider can be sent from this browser, as far as that is known. */
export type Sending = "asking" | "safe" | "resend-risk";

/** Longest time to find that out, in milliseconds. */
const patience = 8_000;

/**
 * Finds out, before anything is paid, whether this browser may send paid requests to a provider twice.
 *
 * @param wanted whether the service may be asked: only after the user has agreed to it, or is about to
 */
export function useSending(choice: Choice | undefined, wanted: boolean): Sending {
  const { providers } = useServices();
  const [answer, setAnswer] = useState<{ readonly id: string; readonly sending: Sending }>();
  const isRemote = choice?.standing === "ready" && choice.info.capabilities.host !== undefined;
  const id = isRemote ? choice.info.id : undefined;
  useEffect(() => {
    if (id === undefined || !wanted) return undefined;
    const stop = new AbortController();
    providers
      .client()
      .sending(id, { signal: stop.signal, deadline: patience })
      // The run finds out by itself, and says, why a service can't be asked. It pays nothing where there is a risk.
      .catch((): Sending => "safe")
      .then((sending) => {
        if (!stop.signal.aborted) setAnswer({ id, sending });
      });
    return () => stop.abort();
  }, [id, wanted]);
  if (id === undefined) return "safe";
  return answer?.id === id ? answer.sending : "asking";
}
