/** What became of an image, as far as an agent is told. */
export type Told =
  | { readonly state: "done"; readonly remarks: readonly string[]; readonly resumable: boolean }
  | { readonly state: "failed"; readonly error: string; readonly resumable: boolean }
  | { readonly state: "canceled"; readonly resumable: boolean; readonly mayHaveBeenCharged: boolean };

/** What an agent must not do, since it would pay once more. */
const left =
  'A job was paid for and can be resumed. Do not run it again: ask the user to run "Stratify: Resume Unfinished Jobs".';

/**
 * Tells an agent what became of one image, and what to do about it.
 *
 * @param source path of the image
 * @param written what was written, where the image is done
 */
export function outcomeWords(source: string, outcome: Told, written: string): string {
  switch (outcome.state) {
    case "done": {
      const notes = [...outcome.remarks, ...(outcome.resumable ? [left] : [])];
      return [`${source}: wrote ${written}`, ...notes].join("\n  Note: ");
    }
    case "failed":
      return `${source}: failed. ${outcome.error}${outcome.resumable ? ` ${left}` : ""}`;
    case "canceled":
      return [
        `${source}: canceled by the user.`,
        ...(outcome.resumable ? [left] : []),
        ...(outcome.mayHaveBeenCharged
          ? ["It may have been charged: ask the user to look at the service before it is run again."]
          : []),
      ].join(" ");
  }
}
