import type { OperationName } from "@stratify/app/operation";
import type { Translate } from "../translate.ts";

/** What a run came to, as its summary needs it. */
export interface Tally {
  readonly op: OperationName;
  /** Names of the results. */
  readonly done: readonly string[];
  /** Sentences of the pictures that failed. */
  readonly failed: readonly string[];
  readonly canceled: number;
  readonly remarks: readonly string[];
  /** Pictures whose paid jobs were left to be resumed. */
  readonly resumable: number;
  /** Images with a paid request whose outcome is unknown. */
  readonly unknown: number;
  /** Images that failed and can be submitted again without paying twice. */
  readonly retryable: number;
  /** Whether any failed because the key that is set was not taken. */
  readonly keyRefused: boolean;
}

/** What can be done after a run. */
export type SummaryAction = "preview" | "reveal" | "resume" | "key" | "retry" | "log";

export interface Summary {
  readonly tone: "info" | "warning" | "error";
  readonly message: string;
  readonly actions: readonly SummaryAction[];
}

/** One message for a whole run, however many pictures it had; `undefined` when there is nothing to tell. */
export function summarize(tally: Tally, l10n: Translate): Summary | undefined {
  const { done, failed, canceled, remarks, resumable, unknown, retryable, keyRefused } = tally;
  const total = done.length + failed.length + canceled;
  if (total === 0) return undefined;
  const left =
    resumable === 0
      ? []
      : [
          resumable === 1
            ? l10n.t("What was paid for one image can still be had: resume it.")
            : l10n.t("What was paid for {0} images can still be had: resume them.", resumable),
        ];
  const doubt =
    unknown === 0
      ? []
      : [
          unknown === 1
            ? l10n.t("One image may have been charged: look at the service before you run it again.")
            : l10n.t(
                "{0} images may have been charged: look at the service before you run them again.",
                unknown,
              ),
        ];
  const message = [
    headline(tally, total, l10n),
    ...shortened(failed, l10n),
    ...shortened(failed.length > 0 ? [] : remarks, l10n),
    ...left,
    ...doubt,
  ]
    .filter(Boolean)
    .join(" ");
  const actions: SummaryAction[] = [
    ...(done.length > 0 ? (["preview", "reveal"] as const) : []),
    ...(resumable > 0 ? (["resume"] as const) : []),
    // The same key would be refused once more.
    ...(keyRefused ? (["key"] as const) : []),
    ...(retryable > 0 ? (["retry"] as const) : []),
    ...(failed.length + remarks.length > 0 ? (["log"] as const) : []),
  ];
  const tone =
    failed.length > 0
      ? done.length > 0
        ? "warning"
        : "error"
      : remarks.length + resumable + unknown > 0
        ? "warning"
        : "info";
  return { tone, message, actions };
}

function headline({ op, done, failed, canceled }: Tally, total: number, l10n: Translate): string {
  const [only] = done;
  if (canceled > 0) {
    return total === 1
      ? l10n.t("Stopped.")
      : l10n.t("Stopped: {0} of {1} images are done.", done.length, total);
  }
  if (failed.length > 0) {
    return total === 1
      ? ""
      : l10n.t("{0} of {1} images are done, {2} failed.", done.length, total, failed.length);
  }
  if (total === 1 && only !== undefined) return l10n.t("{0} is ready.", only);
  switch (op) {
    case "layers":
      return l10n.t("{0} images are split into layers.", total);
    case "cutout":
      return l10n.t("The subjects of {0} images are cut out.", total);
    case "mask":
      return l10n.t("The masks of {0} images are ready.", total);
    case "background":
      return l10n.t("{0} images have another background.", total);
  }
}

/** The first sentence, and how many more there are. */
function shortened(sentences: readonly string[], l10n: Translate): readonly string[] {
  const [first, ...more] = new Set(sentences);
  if (first === undefined) return [];
  return more.length === 0 ? [first] : [first, l10n.t("{0} more in the log.", more.length)];
}
