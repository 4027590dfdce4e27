// One HTML page that needs nothing else: no network, no library.

export interface HtmlPage {
  /** All parts but style and script are markup: what a policy says stands escaped in them. */
  readonly title: string;
  /** It ends in a newline, and so does the script. */
  readonly style: string;
  /** Left out: none may run. */
  readonly script?: string;
  readonly header: string;
  readonly main: string;
  readonly footer?: string;
}

export function htmlPage({ title, style, script, header, main, footer }: HtmlPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(script !== undefined)}">
<title>${title}</title>
<style>
${style}</style>
</head>
<body>
<header>
${header}
</header>
<main>
${main}
</main>
${footer === undefined ? "" : `<footer>${footer}</footer>\n`}${script === undefined ? "" : `<script>\n${script}</script>\n`}</body>
</html>
`;
}

/** What the page may do: use its own style, run its own script, and nothing from anywhere. */
function contentPolicy(hasScript: boolean): string {
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    ...(hasScript ? ["script-src 'unsafe-inline'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
