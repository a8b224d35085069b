/** An absolute URL with a query or a fragment, as services quote it in their words. */
const signedUrl = /\b(https?:\/\/[^\s"'<>?#]*)[?#][^\s"'<>]*/gi;

/** A text whose URLs have lost their queries: the signature of a URL is permission enough to fetch what it names. */
export function withoutQueries(text: string): string {
  return text.replace(signedUrl, "$1?...");
}
