import { jobsOf } from "@stratify/app/operation";
import type { ProviderInfo } from "@stratify/core";
import { totalWords } from "../providers/cost-words.ts";
import { displayName } from "../providers/provider-names.ts";
import type { Translate } from "../translate.ts";
import type { ToolRequest } from "./tool-request.ts";

/** What the user is asked before a tool runs: which files, who does it, what it costs, where the images go. */
export interface Confirmation {
  readonly title: string;
  /** Plain lines. */
  readonly lines: readonly string[];
}

/** Most files that are named one by one. */
const mostNamed = 10;

/** Words the question; the user sees it before anything is paid or sent. */
export function confirmation(
  { operation, paths }: ToolRequest,
  info: ProviderInfo,
  l10n: Translate,
): Confirmation {
  const count = paths.length;
  const name = displayName(info.id, l10n);
  const title =
    operation.op === "layers"
      ? l10n.t("Split images into layers with {0}? ({1})", name, count)
      : operation.op === "mask"
        ? l10n.t("Extract masks with {0}? ({1})", name, count)
        : l10n.t("Cut out subjects with {0}? ({1})", name, count);
  const named = paths.slice(0, mostNamed).join(", ");
  const files = count > mostNamed ? l10n.t("{0} and {1} more", named, count - mostNamed) : named;
  return {
    title,
    lines: [
      l10n.t("Images: {0}", files),
      ...(operation.op === "layers" ? [splitWords(operation.keywords, l10n)] : []),
      ...moneyLines(info, count * jobsOf(operation), l10n),
      l10n.t("Results are written beside the images; nothing is overwritten."),
    ],
  };
}

function splitWords(keywords: readonly string[], l10n: Translate): string {
  return keywords.length > 0
    ? l10n.t("Keywords: {0}", keywords.join(", "))
    : l10n.t("Layers are found automatically.");
}

function moneyLines(info: ProviderInfo, jobs: number, l10n: Translate): readonly string[] {
  const { host, cost } = info.capabilities;
  if (host === undefined) return [l10n.t("Free. The images stay on this machine.")];
  const price = cost.unit === "free" ? l10n.t("Free.") : totalWords(info, jobs, l10n);
  return [l10n.t("The images are sent to {0}.", host), price];
}
