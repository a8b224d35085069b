/**
 * A URL that a request can be sent to: absolute, http or https, without a user's name or password, which no platform
 * sends.
 *
 * @param base what the URL may be relative to
 * @returns `undefined` when the text is anything else
 */
export function plainUrl(text: string, base?: URL): URL | undefined {
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined;
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : undefined;
}
