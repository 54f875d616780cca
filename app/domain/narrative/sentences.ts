/** A sentence of a section, by its offsets in the section's text. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Number of its paragraph in the section. */
  readonly paragraph: number;
}

/** Sentences of a text: up to 。！？ or the end of the paragraph. */
export function sentencesOf(text: string): Sentence[] {
  let paragraph = 0;
  let last = 0;
  return [...text.matchAll(/[^。！？\n]+[。！？]?/g)].flatMap((match) => {
    paragraph += text.slice(last, match.index).includes("\n") ? 1 : 0;
    last = match.index + match[0].length;
    return match[0].trim() === ""
      ? []
      : { text: match[0], start: match.index, end: last, paragraph };
  });
}

const REQUEST =
  /依申请公开|信息公开申请|公开申请|申请公开|申请政府信息|信息公开(?:引起|引发|产生|类|案件|诉讼|的?行政)|(?:因|由|涉及|有关)(?:政府)?信息公开/g;
const OTHER =
  /主动公开|解读|建议|提案|热线|信箱|来信|留言|微信|微博|新媒体|规范性文件|行政许可|行政处罚|发布会|培训|督查|公报|栏目|征集|政务服务|来访|工单|其他行政(?:复议|诉讼)/g;
const HEADING =
  /(?:^|\n)\s*(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|[（(]?\d+[.）)、])/g;

/** What the words around a figure speak of. */
export type Topic = "requests" | "other" | "none";

const placesOf = (text: string, pattern: RegExp): number[] =>
  [...text.matchAll(pattern)].map((match) => match.index);

const lastBefore = (places: readonly number[], offset: number): number =>
  places.findLast((place) => place < offset) ?? -1;

/**
 * Tells what the figure at an offset of a text is said of: requests for disclosure and disputes over
 * them, or other matters. A heading closes what stood before it; 主动公开, 建议提案, 热线 and the like
 * turn away.
 */
export function topicsOf(text: string): (offset: number, sentence: Sentence) => Topic {
  const [requests, others, headings] = [REQUEST, OTHER, HEADING].map((pattern) =>
    placesOf(text, pattern),
  );
  return (offset, sentence) => {
    const heading = lastBefore(headings ?? [], offset);
    const request = lastBefore(requests ?? [], offset);
    const other = lastBefore(others ?? [], offset);
    if (other > request && other >= heading) return "other";
    if (request >= 0 && request >= heading) return "requests";
    const within = requests?.some((place) => place >= sentence.start && place < sentence.end);
    return within ? "requests" : "none";
  };
}
