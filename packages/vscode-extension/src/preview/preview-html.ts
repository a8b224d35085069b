/** What the page is made of; addresses are those that a webview may load. */
export interface PageParts {
  /** Source of the editor's own resources, for the content security policy. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** Unique to this page. */
  readonly nonce: string;
  /** The editor's language. */
  readonly language: string;
  readonly title: string;
}

/** The preview's page: it may run its own script, and load its style and pictures of the editor's resources. */
export function previewHtml({ cspSource, script, style, nonce, language, title }: PageParts): string {
  const policy = `default-src 'none'; img-src ${cspSource}; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${escaped(style)}">
</head>
<body>
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
