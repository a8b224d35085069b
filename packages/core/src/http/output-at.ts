import type { JobOutput, LayerRole } from "../contract/job.ts";

/** An output at a URL, as a list: empty where the service's response has none. */
export function outputAt(
  role: LayerRole,
  content: string | null | undefined,
  label?: string | null,
): readonly JobOutput[] {
  return content ? [{ role, content, ...(label && { label }) }] : [];
}
