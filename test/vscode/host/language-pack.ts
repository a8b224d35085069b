import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Makes a server speak a language as an installed language pack does. The pack translates nothing of VS Code itself, so
 * that extensions show what they bring along, and the workbench is found by its English names still.
 *
 * @param dataFolder folder of the server's user data, before it starts
 * @param locale such as `de`
 */
export async function writeLanguagePack(dataFolder: string, locale: string): Promise<void> {
  const translations = join(dataFolder, `${locale}.i18n.json`);
  await writeFile(translations, JSON.stringify({ version: "1.0.0", contents: {} }));
  const extension = { extensionIdentifier: { id: `stratify-test.language-${locale}` }, version: "1.0.0" };
  const pack = {
    hash: locale,
    label: locale,
    extensions: [extension],
    translations: { vscode: translations },
  };
  await writeFile(join(dataFolder, "languagepacks.json"), JSON.stringify({ [locale]: pack }));
}
