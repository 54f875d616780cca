const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/**
 * Text without the characters that XML cannot hold, not even escaped (XML 1.0 §2.2): one of them,
 * copied from a report, makes a whole document or picture unreadable.
 */
export function removeInvalidXml(text: string): string {
  return text.replaceAll(NOT_XML, "");
}
