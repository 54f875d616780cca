/** A page number as documents print it: — 5 —, - 3 -, 第5页, 5/12页. */
const PAGE_MARK =
  /^\s*(?:[-—–－]+\s*\d{1,4}\s*[-—–－]+|第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*\/\s*\d{1,4}\s*页)\s*$/;

/** Whether a text is a page number and cannot be a figure of a table. */
export function isPageMark(text: string): boolean {
  return PAGE_MARK.test(text);
}
