/** Whether bytes are a web page, which proxies and login pages send in place of what was asked for. */
export function isWebPage(bytes: Uint8Array): boolean {
  return /^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<(!doctype html|html|head|body)\b/s.test(startOf(bytes));
}

/** What bytes are that are no image, as far as their beginning tells. */
export function looksLike(bytes: Uint8Array): string {
  if (bytes.length === 0) return "it is empty";
  if (isWebPage(bytes)) return "it is a web page";
  if (/^(\{|<\?xml)/.test(startOf(bytes))) return "it is a message, not a file";
  return "its bytes are not those of an image";
}

function startOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 512)).trim().toLowerCase();
}
