import type { Division } from "#domain/report/division";
import { stream, type Stream } from "../random";
import type { SampleKind } from "../story";

/** Who writes a text, and when: the same voice finds the same words. */
export interface Voice {
  readonly seed: number;
  readonly division: Division;
  readonly kind: SampleKind;
  readonly year: number;
}

/** The random numbers that choose a voice's words on a topic. */
export function wordsOn(voice: Voice, topic: string): Stream {
  return stream(voice.seed, "words", topic, voice.division.code, voice.kind, voice.year);
}

const PLACE = { province: "省", city: "市", county: "县" } as const;

function placeOf(division: Division): string {
  const last = division.name.slice(-1);
  return division.level === "county" && ["区", "市"].includes(last) ? last : PLACE[division.level];
}

const BELOW = {
  province: "各市、县（市、区）",
  city: "各县（市、区）",
  county: "各镇（街道）",
} as const;

/** The words by which a body speaks of itself: {=we}, {=whole}, {=units}, {=bureau}. */
export function wordsFor({ division, kind }: Voice): Readonly<Record<string, string>> {
  const place = placeOf(division);
  if (kind === "government")
    return {
      we: `我${place}`,
      whole: `全${place}`,
      units: `${place}级各部门和${BELOW[division.level]}`,
      bureau: `${place}政府办公${division.level === "province" ? "厅" : "室"}`,
    };
  const hall = division.level === "province";
  return {
    we: hall ? "本厅" : "我办",
    whole: hall ? "全厅" : "全办",
    units: hall ? "各处室" : "各科室",
    bureau: hall ? "政务公开处" : "政务公开科",
  };
}
