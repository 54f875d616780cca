/** A figure in a text with its unit. */
export interface Mention {
  readonly value: number;
  /** Decimals as written, for rounding. */
  readonly decimals: number;
  readonly unit: "count" | "percent";
  /** As written, without the unit. */
  readonly quoted: string;
  /** Offsets in the section's text; the end lies after the figure, `after` after its unit. */
  readonly start: number;
  readonly end: number;
  readonly after: number;
}

const FIGURE =
  /((?:[\d０-９]{1,3}(?:,[\d０-９]{3})+|[\d０-９]+)(?:[.．][\d０-９]+)?|[一二两三四五六七八九十百]+)\s*(件(?!事|套)次?|宗|起|例|份|[%％](?!点))/g;

const DIGITS = "零一二三四五六七八九";

/** A number below a thousand in Chinese numerals; null for what is none. */
function fromNumerals(text: string): number | null {
  if (!/^[一二两三四五六七八九十百]+$/.test(text)) return null;
  let total = 0;
  let digit = 0;
  for (const character of text.replace(/两/g, "二")) {
    if (character === "百" || character === "十") {
      total += (digit || 1) * (character === "百" ? 100 : 10);
      digit = 0;
    } else digit = DIGITS.indexOf(character);
  }
  return total + digit;
}

function plainDigits(text: string): string {
  return text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/．/g, ".")
    .replace(/,/g, "");
}

/** Every counted figure and percentage of a text, in order. */
export function mentionsIn(text: string): Mention[] {
  return [...text.matchAll(FIGURE)].flatMap((match) => {
    const [whole, quoted = "", unit = ""] = match;
    const plain = plainDigits(quoted);
    const value = fromNumerals(plain) ?? Number(plain);
    if (!Number.isFinite(value)) return [];
    return {
      value,
      decimals: plain.split(".")[1]?.length ?? 0,
      unit: /[%％]/.test(unit) ? ("percent" as const) : ("count" as const),
      quoted,
      start: match.index,
      end: match.index + quoted.length,
      after: match.index + whole.length,
    };
  });
}
