import { divisionsOf, peersOf, type DivisionRow, type NamedDivision } from "#db/division.server";

/** The group a division is compared with, itself among them, and what the group is called. */
export interface PeerGroup {
  readonly name: string;
  readonly divisions: readonly NamedDivision[];
  /** As the address says it: empty for the usual group. */
  readonly chosen: string;
}

const LIST = /^\d{6}(?:,\d{6}){0,59}$/;

/**
 * The peers that the address asks for: the same level in the province (the usual group), in the
 * city, or a list of codes.
 * @throws Response 400 for anything else.
 */
export async function peerGroup(
  self: DivisionRow,
  year: number,
  asked: string | null,
): Promise<PeerGroup> {
  if (asked === null || asked === "")
    return {
      name: self.level === "province" ? "省级地区" : "同省同级地区",
      divisions: await peersOf({ self, year, within: "province" }),
      chosen: "",
    };
  if (asked === "city")
    return {
      name: "同市同级地区",
      divisions: await peersOf({ self, year, within: "city" }),
      chosen: asked,
    };
  if (!LIST.test(asked))
    throw new Response("比较对象应为 city，或以逗号分隔的6位区划代码（至多60个）。", {
      status: 400,
    });
  const named = await divisionsOf([self.code, ...asked.split(",")]);
  return {
    name: "自选地区",
    divisions: named.filter(({ dataset }) => dataset === self.dataset),
    chosen: asked,
  };
}
