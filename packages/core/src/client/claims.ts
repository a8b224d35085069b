import { dropOldest } from "../polling/drop-oldest.ts";

/** Which jobs belong to a submit already. A lost submit that looks for its job must not take another's. */
export interface Claims {
  /**
   * Claims a job for one submit, which may claim it again.
   *
   * @param intent unique to the submit
   * @returns `false` when the job is another's
   */
  claim(provider: string, job: string, intent: string): boolean;
}

/** Jobs to remember: a service lists its latest, and none is looked for for long. */
const remembered = 5000;

/** The claims of one client. */
export function createClaims(): Claims {
  const claimed = new Map<string, string>();
  return {
    claim(provider, job, intent) {
      const key = JSON.stringify([provider, job]);
      const owner = claimed.get(key) ?? intent;
      claimed.set(key, owner);
      dropOldest(claimed, remembered);
      return owner === intent;
    },
  };
}
