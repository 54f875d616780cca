import { describe, expect, it } from "vitest";
import { assessRowProtection } from "#domain/checks/row-exchange";
import { reportOf } from "./report-of";

const lines = (held: number, existing: number, disclosed: number) => ({
  new_requests: [held + existing + disclosed, 0, 0, 0, 0, 0, held + existing + disclosed],
  disclosed: [disclosed, 0, 0, 0, 0, 0, disclosed],
  unable_not_held: [held, 0, 0, 0, 0, 0, held],
  unable_no_existing_information: [existing, 0, 0, 0, 0, 0, existing],
  handled_total: [held + existing + disclosed, 0, 0, 0, 0, 0, held + existing + disclosed],
});
const year = (of: number, held: number, existing: number, disclosed: number, text = "") =>
  reportOf({
    year: of,
    requests: lines(held, existing, disclosed),
    sections: [{ code: "overview", text }],
  });
const earlier = [year(2022, 40, 4, 90), year(2021, 36, 5, 84)];

describe("the protections of the 不掌握 figure", () => {
  it("has all three where label, narrative and earlier years agree", () => {
    const report = year(2023, 42, 3, 95, "依申请公开中本机关不掌握42件。");
    expect(assessRowProtection(report, earlier)).toMatchObject({
      label: "yes",
      narrative: "yes",
      mix: "yes",
      exchangedWith: null,
    });
  });

  it("suspects the row it was exchanged with, though every sum holds", () => {
    const { mix, exchangedWith, message } = assessRowProtection(year(2023, 3, 42, 95), earlier);
    expect([mix, exchangedWith]).toEqual(["no", "unable_no_existing_information"]);
    expect(message).toContain("没有现成信息需要另行制作");
  });

  it("sees that the narrative states another figure", () => {
    const report = year(2023, 3, 42, 95, "依申请公开中本机关不掌握42件。");
    expect(assessRowProtection(report, earlier).narrative).toBe("no");
  });

  it("takes no protection from a subtotal that an exchange would not change", () => {
    const report = year(2023, 42, 3, 95, "依申请公开中无法提供45件。");
    expect(assessRowProtection(report, earlier).narrative).toBe("unknown");
  });

  it("knows nothing of the mix without earlier years of the same scope", () => {
    const other = { ...year(2022, 40, 4, 90), scope: "jurisdiction" as const };
    expect(assessRowProtection(year(2023, 42, 3, 95), [other]).mix).toBe("unknown");
  });

  it("is not protected by a mix in which another row is as large", () => {
    const alike = [year(2022, 40, 4, 50), year(2021, 36, 5, 44)];
    expect(assessRowProtection(year(2023, 42, 3, 51), alike).mix).toBe("unknown");
  });

  it("has no label where the reader could not match it", () => {
    const report = year(2023, 42, 3, 95);
    expect(
      assessRowProtection(report, [], "unable_not_held", new Set(["unable_not_held"])).label,
    ).toBe("no");
  });
});
