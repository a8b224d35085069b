import type { ProviderResult } from "../provider-result.ts";

/** For each layer or cutout the provider's mask of it: of the same job, or of the same keyword where no job is told. */
export function pairMasks(results: readonly ProviderResult[]): Map<ProviderResult, ProviderResult> {
  const free = new Set(results.filter(({ role }) => role === "mask"));
  const pairs = new Map<ProviderResult, ProviderResult>();
  for (const result of results) {
    if (result.role !== "layer" && result.role !== "cutout") continue;
    const own = [...free].find(({ job, keyword }) => job === result.job && keyword === result.keyword);
    if (!own) continue;
    free.delete(own);
    pairs.set(result, own);
  }
  return pairs;
}
