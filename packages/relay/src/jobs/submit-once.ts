import type { ErrorAnswer, JobAnswer } from "../contract/answers.ts";
import { refusal } from "../errors/refusal.ts";
import type { SubmitStore } from "../submits/submit-store.ts";

/** What a submit came to, as it is told. */
export interface Told {
  readonly status: number;
  readonly body: JobAnswer | ErrorAnswer;
  /** Whether it is also told to whoever sends the same submit again: not when it certainly cost nothing. */
  readonly stays: boolean;
}

/** Makes a submit, unless the same one was made before: then tells what that came to. */
export type SubmitOnce = (key: string, fingerprint: string, submit: () => Promise<Told>) => Promise<Told>;

/**
 * @param store knows the submits of the past; those under way in this process are waited for
 */
export function createSubmitOnce(store: SubmitStore): SubmitOnce {
  const underWay = new Map<string, { readonly fingerprint: string; readonly told: Promise<Told> }>();

  const first: SubmitOnce = async (key, fingerprint, submit) => {
    const claim = await store.claim(key, fingerprint);
    if (claim.state === "full") {
      const { retryAfter } = claim;
      throw refusal(429, "rate-limited", "the relay remembers as many submits as it can", { retryAfter });
    }
    if (claim.state !== "claimed") expectSame(claim.fingerprint, fingerprint);
    if (claim.state === "settled") return JSON.parse(claim.answer);
    if (claim.state === "busy") {
      const detail = "this submit is under way; send it again to learn what came of it";
      throw refusal(503, "unavailable", detail, { retryAfter: 2000 });
    }
    const told = await submit();
    // The answer itself is worth more than that it can be told twice.
    const kept = told.stays ? store.settle(key, JSON.stringify(told)) : store.release(key);
    await kept.catch(() => {});
    return told;
  };

  return (key, fingerprint, submit) => {
    const known = underWay.get(key);
    if (known) {
      expectSame(known.fingerprint, fingerprint);
      return known.told;
    }
    const told = first(key, fingerprint, submit).finally(() => underWay.delete(key));
    underWay.set(key, { fingerprint, told });
    return told;
  };
}

function expectSame(known: string, fingerprint: string): void {
  if (known !== fingerprint) throw refusal(422, "invalid-request", "this key was used for another submit");
}
