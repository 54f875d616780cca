import type { BodyRate } from "#charts/body-rate";
import type { JudgedBody } from "#domain/comparison/comparison";

/** The bodies of a comparison as the charts take them. */
export function bodyRatesOf(bodies: readonly JudgedBody[]): BodyRate[] {
  return bodies.map((body) => ({
    code: body.code,
    name: body.division,
    numerator: body.numerator,
    denominator: body.denominator,
    rate: body.value,
    interval: body.interval,
    verdict: body.verdict ?? "too_few",
    failing: body.errors > 0,
  }));
}
