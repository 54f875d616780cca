import { type IndicatorCode, INDICATORS } from "#domain/indicators/indicators";
import type { SideBySideData } from "./data.server";

/** What the sentence is about: the answers that supervision asks about first. */
const ABOUT: readonly IndicatorCode[] = ["not_held_rate", "any_disclosure_rate", "dispute_rate"];

/**
 * Which divisions differ from the first in the rates asked about first, beyond what counts of their size do by chance:
 * 与晴溪区相比：湛浦市不掌握率较高、公开率较低；岫湖区未见差别。
 */
export function summariseDifferences({
  columns,
  rows,
}: Pick<SideBySideData, "columns" | "rows">): string {
  const [first, ...others] = columns;
  if (!first || others.length === 0) return "";
  const about = rows.filter(({ code }) => ABOUT.includes(code));
  const said = others.map(({ code, name, absent }) => {
    if (absent !== null) return `${name}没有可比的报告`;
    const compared = about.flatMap((row) => {
      const difference = row.figures.find((figure) => figure.code === code)?.difference;
      return difference ? [{ name: INDICATORS[row.code].name, difference }] : [];
    });
    const apart = compared.flatMap(({ name: rate, difference: { lower, upper } }) =>
      lower > 0 ? [`${rate}较高`] : upper < 0 ? [`${rate}较低`] : [],
    );
    if (compared.length === 0) return `${name}没有可比的数字`;
    const rates = compared.map(({ name: rate }) => rate).join("、");
    return `${name}${apart.length > 0 ? apart.join("、") : `的${rates}看不出差别`}`;
  });
  return `与${first.name}相比：${said.join("；")}（95%区间不含0的才算有差别）。`;
}
