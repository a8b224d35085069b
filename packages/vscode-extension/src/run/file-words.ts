import type { Translate } from "../translate.ts";

/** What a file system says, in words a user can act on. Errors of any realm: their code and message are read. */
export function fileWords(error: unknown, name: string, l10n: Translate): string {
  const { code, message } = about(error);
  if (code === "FileNotFound" || code === "EntryNotFound" || /ENOENT/.test(message)) {
    return l10n.t("{0} is not there any more: it was moved, renamed or deleted.", name);
  }
  if (code === "NoPermissions" || /EACCES|EPERM|EROFS|read-?only/i.test(message)) {
    return l10n.t("{0} can't be written: the folder is read-only. Choose another one in the settings.", name);
  }
  if (/ENOSPC|no space|EDQUOT|quota/i.test(message)) {
    return l10n.t("{0} can't be written: the disk is full. Free some space and try again.", name);
  }
  return l10n.t("{0}: {1}", name, message);
}

function about(error: unknown): { readonly code: string; readonly message: string } {
  if (!(error instanceof Error)) return { code: "", message: String(error) };
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return { code: code.replace(/ .*$/s, ""), message: error.message };
}
