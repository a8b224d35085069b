import type { SentRequest } from "../../contract/recording-fetch.ts";

/**
 * Sends what a client sent for one job again, by bare `fetch`, as a few lines for one script would: one request after
 * another, then the downloads side by side. A poll asks after the first job, which has ended; the service has the same
 * work with it.
 *
 * @param files origin of result files
 */
export function bareLoop(sent: readonly SentRequest[], files: string): () => Promise<void> {
  const downloads = sent.filter(({ url }) => url.origin === files);
  const calls = sent.filter(({ url }) => url.origin !== files);
  return async () => {
    for (const call of calls) {
      const response = await repeat(call);
      if (response.headers.get("content-type")?.includes("json")) await response.json();
      else await response.arrayBuffer();
    }
    await Promise.all(downloads.map(async (download) => (await repeat(download)).arrayBuffer()));
  };
}

async function repeat({ method, url, headers, body }: SentRequest): Promise<Response> {
  // The platform writes a form's own boundary into its content type.
  const own = body instanceof FormData ? withoutType(headers) : headers;
  const response = await fetch(url, { method, headers: own, body: body ?? null, cache: "no-store" });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response;
}

function withoutType(headers: Headers): Headers {
  const rest = new Headers(headers);
  rest.delete("content-type");
  return rest;
}
