import * as z from "zod/mini";
import { fastapiDetail } from "../../http/fastapi-detail.ts";

/** Response to `GET /openapi.json`: FastAPI's description of the server. Another title is another program's (R13). */
export const descriptionResponse = z.looseObject({ info: z.looseObject({ title: z.literal("Rembg") }) });

/** Error body of a 404, 405 or 422. A 500 is plain text (R5). */
export const errorResponse = z.looseObject({ detail: fastapiDetail });
