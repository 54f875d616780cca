import type { BodyRate } from "#charts/body-rate";
import type { JudgedBody } from "#domain/comparison/comparison";

/** The bodies of a comparison as the charts take them. */
export function bodyRates(bodies: readonly JudgedBody[]): BodyRate[] {
  return bodies.map((body) => ({
    code: body.code,
    name: body.division,
    href: `/districts/${body.division_code}?year=${body.year}`,
    numerator: body.numerator,
    denominator: body.denominator,
    rate: body.value,
    interval: body.interval,
    verdict: body.verdict ?? "too_few",
    failing: body.errors > 0,
    ...noteOn(body),
  }));
}

function noteOn({ value, mark }: JudgedBody): { readonly note?: string } {
  if (value === null) return { note: "报告未填写所需数字，或分母为0" };
  return mark ? { note: mark.words } : {};
}
