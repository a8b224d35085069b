import { dropOldest } from "../polling/drop-oldest.ts";

/** Which jobs belong to a submit already. A lost submit that looks for its job must not take another's. */
export interface Claims {
  /** Claims a job for one submit. @returns `false` when it is another's */
  claim(provider: string, job: string): boolean;
}

/** Jobs to remember: a service lists its latest, and none is looked for for long. */
const remembered = 5000;

/** The claims of one client. */
export function createClaims(): Claims {
  const claimed = new Set<string>();
  return {
    claim(provider, job) {
      const key = JSON.stringify([provider, job]);
      if (claimed.has(key)) return false;
      claimed.add(key);
      dropOldest(claimed, remembered);
      return true;
    },
  };
}
