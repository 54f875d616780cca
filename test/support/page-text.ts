/** The text that a visitor reads, without scripts and styles; what stands in titles of marks is part of it. */
export function readText(html: string): string {
  return html
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/gu, " ")
    .replaceAll(/<select\b[\s\S]*?<\/select>/gu, " ")
    .replaceAll(/<!--.*?-->/gu, "")
    .replaceAll(/<[^>]*>/gu, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/gu, " ");
}

/** That of the main part of a page; nothing where the page has none. */
export function readMain(html: string): string {
  return readText(/<main\b[\s\S]*<\/main>/u.exec(html)?.[0] ?? "");
}
