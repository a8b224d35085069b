/** What stands in the place of a secret. */
const struck = "[redacted]";

/** Headers and fields that carry keys, with what follows them up to the end of the value. */
const named =
  /((?:authorization|api[-_]?key|apikey|token|secret)["']?\s*[:=]\s*["']?)(?:(?:bearer|basic)\s+)?[^\s"',;}]+/gi;
const bearer = /\b(bearer|basic)\s+[^\s"',;}]+/gi;
/** Keys that tell by their looks what they are. */
const shaped = /\b(?:sk|pk|rk)_(?:live|test)_[\w-]+/gi;
/** Signed addresses are keys to what they name: all that follows the path goes. */
const query = /(\bhttps?:\/\/[^\s"'<>?#]+)[?#][^\s"'<>]*/gi;
/** A name and password before the host. */
const userInfo = /(\bhttps?:\/\/)[^\s"'<>/@]+@/gi;

/**
 * Strikes keys and signed addresses out of a line for the log or the clipboard.
 *
 * @param secrets keys that are set now, struck out wherever they stand
 */
export function redact(text: string, secrets: Iterable<string> = []): string {
  let clean = text;
  for (const secret of secrets) if (secret) clean = clean.replaceAll(secret, struck);
  return clean
    .replace(userInfo, `$1${struck}@`)
    .replace(query, `$1?${struck}`)
    .replace(named, `$1${struck}`)
    .replace(bearer, `$1 ${struck}`)
    .replace(shaped, struck);
}
