import type { ServiceSite } from "../../sandbox/sites.ts";

/** What the client's requests carry too, so that both sides send the same bytes. */
const accept = "application/json";
const cache = "no-store";

/** AetherForge as a few lines for one script would use it: multipart submit, poll, download. */
export function bareAetherForge({ baseUrl, apiKey }: ServiceSite, picture: File) {
  const headers = { accept, authorization: `Bearer ${apiKey}` };
  return async (keyword: string): Promise<readonly ArrayBuffer[]> => {
    const body = new FormData();
    body.append("image", picture);
    body.append("keyword", keyword);
    const path = `${baseUrl}/public/v1/image-tune/split-layer`;
    const { job_id } = await json(await fetch(path, { method: "POST", headers, cache, body }));
    for (;;) {
      const task = await json(await fetch(`${baseUrl}/public/v1/job/${job_id}`, { headers, cache }));
      if (task.status === "Succeed") return Promise.all(task.image_urls.map(download));
    }
  };
}

/** HitPaw likewise: JSON, by address. */
export function bareHitPaw({ baseUrl, apiKey }: ServiceSite, pictureUrl: string) {
  const headers = { accept, apikey: apiKey, "content-type": "application/json" };
  const post = async (path: string, body: object) => {
    const options = { method: "POST", headers, cache, body: JSON.stringify(body) } as const;
    return (await json(await fetch(`${baseUrl}${path}`, options))).data;
  };
  return async (): Promise<readonly ArrayBuffer[]> => {
    const { job_id } = await post("/api/image-segmentation", { file_url: pictureUrl });
    for (;;) {
      const task = await post("/api/task-status", { job_id });
      if (task.status === "COMPLETED") return Promise.all([task.res_url, task.mask_url].map(download));
    }
  };
}

async function json(response: Response) {
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

async function download(url: string): Promise<ArrayBuffer> {
  return (await fetch(url)).arrayBuffer();
}
