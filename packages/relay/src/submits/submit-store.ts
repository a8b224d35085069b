/** What a store knows of a submit's key. */
export type Claim =
  /** Nobody had it: the submit is the claimer's to make, and to settle or release. */
  | { readonly state: "claimed" }
  /** Another instance is at it. */
  | { readonly state: "busy"; readonly fingerprint: string }
  | { readonly state: "settled"; readonly fingerprint: string; readonly answer: string }
  /** No room; a key that is under promise is never thrown out for another. */
  | { readonly state: "full"; readonly retryAfter: number };

/**
 * Remembers submits by their keys, so that one that is sent twice is paid once. The relay's default lives in this
 * process. Where several instances answer for one address, give them one store in which a claim is atomic, such as a
 * Durable Object or Redis with `SET NX`; a key-value store that is only eventually consistent will pay twice.
 */
export interface SubmitStore {
  /**
   * For how long every instance knows a key after its claim, in milliseconds. It is promised to the relay's users,
   * who then repeat a submit whose answer was lost. 0 promises nothing.
   */
  readonly payOnceFor: number;
  /**
   * Where a store forgets everything when it is started anew: which start this is, of 8 to 64 letters, digits, - and _.
   * A submit under a key of another one is refused, because it may have been paid for before.
   */
  readonly epoch?: string;
  /** @param fingerprint tells this submit from another one under the same key */
  claim(key: string, fingerprint: string): Promise<Claim>;
  /** Keeps what the submit came to, until its time is over. */
  settle(key: string, answer: string): Promise<void>;
  /** Forgets a submit that certainly cost nothing, so that it can be made again. */
  release(key: string): Promise<void>;
}
