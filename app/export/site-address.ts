/**
 * The address under which people reach this site, from GONGKAI_URL (`https://gongkai.example.gov.cn`), so that links in
 * files lead back to it; empty where none is set or it is no address, and links then begin with `/`.
 */
export function siteAddress(): string {
  const given = process.env["GONGKAI_URL"] ?? "";
  return URL.canParse(given) ? new URL(given).href.replace(/\/+$/u, "") : "";
}
