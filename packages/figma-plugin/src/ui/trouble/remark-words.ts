import type { Remark } from "@stratify/app/deliver/remarks";
import { remarkMessage } from "@stratify/app/messages/remark";
import type { Trouble, Words } from "./trouble.ts";

/** A remark on layers, as it is shown. @param image name of the source */
export function remarkTrouble(remark: Remark, image: string, { t }: Words): Trouble {
  const message = remarkMessage(remark, image, t);
  return { ...message, details: message.text };
}
