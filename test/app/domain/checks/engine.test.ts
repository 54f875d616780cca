import { describe, expect, it } from "vitest";
import { type CheckContext, EMPTY_CONTEXT } from "#domain/checks/check-context";
import { deadlineOf, type DeadlineSetting, timelinessOf } from "#domain/checks/deadline";
import { evaluateReport, formatRequest } from "#domain/checks/engine";
import { CHECK_RULES, checkRuleOf } from "#domain/checks/rule-list";
import { SECTIONS } from "#domain/form/sections";
import { findingsBy, type Given, reportOf, SOUND } from "./report-of";

const expressions = (prefix: string, given: Given, context?: Partial<CheckContext>): string[] =>
  findingsBy(prefix, reportOf(given), context).map(
    ({ check, expression }) => `${check} ${expression}`,
  );
const messages = (prefix: string, given: Given, context?: Partial<CheckContext>): string[] =>
  findingsBy(prefix, reportOf(given), context).map(({ message }) => message);
const after = (given: Given): Partial<CheckContext> => ({ lastYear: [reportOf(given)] });
const overview = (text: string) => [{ code: "overview" as const, text }];

describe("the declared checks", () => {
  it("have ids of their own, a basis, an expression and a request", () => {
    expect(new Set(CHECK_RULES.map(({ id }) => id)).size).toBe(CHECK_RULES.length);
    for (const check of CHECK_RULES) {
      expect(check.basis.length, check.id).toBeGreaterThan(4);
      expect(check.expression.length, check.id).toBeGreaterThan(4);
      expect(check.request, check.id).toMatch(/^请.*[。？]$/);
    }
  });

  it("cover every rule that supervisors quote", () => {
    const quoted = [
      "T3-BAL",
      "T3-SUM",
      "T3-ROW",
      "T3-NEG",
      "T3-PART",
      "T4-SUM",
      "T2-ROLL",
      "T2-REG",
      "T2-CHG",
      "T2-DEC",
      "T2-UNIT",
      "Y-CARRY",
      "Y-SCOPE",
      "Y-PENDING",
      "Y-JUMP",
      "Y-SAME",
    ];
    expect(quoted.filter((id) => !checkRuleOf(id))).toEqual([]);
  });

  it("give each verdict a state, and a reason where it cannot be evaluated", () => {
    const verdicts = evaluateReport(reportOf({ requests: SOUND }), EMPTY_CONTEXT);
    expect(new Set(verdicts.map(({ check }) => check)).size).toBeGreaterThan(30);
    expect(verdicts.filter(({ message }) => message === "")).toEqual([]);
  });

  it("all say something of every report that they apply to, whatever it lacks", () => {
    const forms = { proactive_disclosure: null, requests: null, review_litigation: null };
    for (const report of [
      reportOf(),
      reportOf({ forms }),
      reportOf({ year: 2020, kind: "government", scope: "jurisdiction" }),
    ]) {
      const said = new Set(evaluateReport(report, EMPTY_CONTEXT).map(({ check }) => check));
      const due = CHECK_RULES.filter(
        ({ scopes, tables, editions }) =>
          scopes.includes(report.scope) &&
          (tables.length === 0 ||
            tables.some((table) => editions.includes(report.forms[table] ?? editions[0] ?? 2021))),
      );
      expect(due.map(({ id }) => id).filter((id) => !said.has(id))).toEqual([]);
    }
  });
});

describe("the rules over single cells", () => {
  it("find a count that is negative or not whole, but let 增减 be negative", () => {
    expect(expressions("T3-NEG", { set: { disclosed_total: -3 } })).toEqual(["T3-NEG -3"]);
    expect(expressions("T3-NEG", { set: { disclosed_total: 1.5 } })).toEqual(["T3-NEG 1.5"]);
    expect(expressions("T2-NEG", { year: 2020, set: { licensing_items_change: -8 } })).toEqual([]);
    expect(expressions("T2-NEG", { set: { fees_amount_wan: 4068.208 } })).toEqual([]);
  });

  it("hint that 部分公开 was counted twice when the sum is too large by no more than it", () => {
    const set = { disclosed_total: 5, partially_disclosed_total: 2, handled_total_total: 6 };
    expect(findingsBy("T3-PART", reportOf({ set }))).toMatchObject([
      { severity: "I", left: 1, right: 2 },
    ]);
    expect(findingsBy("T3-PART", reportOf({ set: { ...set, handled_total_total: 1 } }))).toEqual(
      [],
    );
  });
});

describe("the rules of table 二", () => {
  const stock = (
    year: number,
    [issued, repealed, inForce]: readonly [number, number, number],
  ): Given => ({
    year,
    set: {
      normative_documents_issued: issued,
      normative_documents_repealed: repealed,
      normative_documents_in_force: inForce,
    },
  });

  it("roll 宿迁's documents forward from 597 to 420", () => {
    expect(
      expressions("T2-ROLL", stock(2024, [50, 227, 420]), after(stock(2023, [109, 489, 597]))),
    ).toEqual([]);
  });

  it("ask when the stock does not follow", () => {
    const found = expressions(
      "T2-ROLL",
      stock(2024, [50, 227, 430]),
      after(stock(2023, [0, 0, 597])),
    );
    expect(found).toEqual(["T2-ROLL 430 ≠ 597+50-227"]);
  });

  it("cannot roll forward from the 2019 edition", () => {
    expect(expressions("T2-ROLL", stock(2021, [1, 1, 9]), after({ year: 2020 }))).toEqual([]);
  });

  it("ask a county for its 规章, but not a city's government", () => {
    const set = { regulations_in_force: 1 };
    expect(expressions("T2-REG", { set })).toEqual(["T2-REG 1 > 0"]);
    expect(expressions("T2-REG", { set, level: "city", kind: "government" })).toEqual([]);
  });

  it("suspect the item count in the decision column: 21, +19, 40", () => {
    const set = {
      licensing_items_prior_year: 21,
      licensing_items_change: 19,
      licensing_decisions: 40,
    };
    expect(expressions("T2-DEC", { year: 2020, set })).toEqual(["T2-DEC 40 = 21+19"]);
    expect(expressions("T2-DEC", { year: 2020, set: { ...set, licensing_decisions: 41 } })).toEqual(
      [],
    );
  });

  it("carry the item count from 2019 to 2020", () => {
    const last = { year: 2019, set: { penalty_items_prior_year: 30, penalty_items_change: -2 } };
    expect(
      expressions("T2-CHG", { year: 2020, set: { penalty_items_prior_year: 28 } }, after(last)),
    ).toEqual([]);
    expect(
      expressions("T2-CHG", { year: 2020, set: { penalty_items_prior_year: 33 } }, after(last)),
    ).toEqual(["T2-CHG 33 ≠ 30-2"]);
  });

  it("suspect 元 entered as 万元, by the year before or by sheer size", () => {
    const last = after({ year: 2022, set: { fees_amount_wan: 14.7 } });
    expect(expressions("T2-UNIT", { set: { fees_amount_wan: 147000 } }, last)).toEqual([
      "T2-UNIT 14.7 → 147000",
    ]);
    expect(expressions("T2-UNIT", { set: { fees_amount_wan: 77302800 } })).toEqual([
      "T2-UNIT 77302800 > 1000000",
    ]);
    expect(expressions("T2-UNIT", { set: { fees_amount_wan: 7730.28 } })).toEqual([]);
  });

  it("ask once about an amount that is both too large and a thousand times last year's", () => {
    const last = after({ year: 2022, set: { fees_amount_wan: 7422.45, penalty_decisions: 40 } });
    const set = { fees_amount_wan: 55585300, penalty_decisions: 900 };
    const asked = [
      ...expressions("T2-UNIT", { set }, last),
      ...expressions("Y-JUMP", { set }, last),
    ];
    expect(asked).toEqual(["T2-UNIT 7422.45 → 55585300；55585300 > 1000000", "Y-JUMP 40 → 900"]);
  });

  it("ask for the unit of a procurement amount that states none", () => {
    const amount = (raw: string, unit?: string) => {
      const report = reportOf({ year: 2019 });
      const cell = { value: 153103.83, state: "number" as const, raw, ...(unit ? { unit } : {}) };
      return findingsBy("T2-PROC", {
        ...report,
        cells: new Map([...report.cells, ["procurement_amount", cell]]),
      });
    };
    expect(amount("153103.83")).toHaveLength(1);
    expect(amount("251000元")).toEqual([]);
    expect(amount("477.35", "万元")).toEqual([]);
  });
});

describe("the rules across years", () => {
  const carry = (into: number): Given => ({ year: 2022, set: { carried_over_in_total: into } });
  const last = { year: 2021, set: { carried_over_out_total: 7 } };

  it("find that 江宁 carried 7 out of 2021 and 8 into 2022", () => {
    expect(expressions("Y-CARRY", carry(8), after(last))).toEqual(["Y-CARRY 8 ≠ 7"]);
    expect(expressions("Y-CARRY", carry(7), after(last))).toEqual([]);
  });

  it("tell a slip that moved a column and the total once, the total first", () => {
    const now = {
      year: 2022,
      set: { carried_over_in_total: 8, carried_over_in_natural_person: 8 },
    };
    const old = { set: { carried_over_out_total: 7, carried_over_out_natural_person: 7 } };
    const context = after({ ...last, ...old });
    const [only, ...others] = findingsBy("Y-CARRY", reportOf(now), context);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ left: 8, right: 7 });
    expect(only?.cells.slice(0, 2)).toEqual(["carried_over_in_total", "carried_over_out_total"]);
    expect(only?.message).toMatch(/^表三“总计”列：.*；不符的共2列：自然人8与7、总计8与7$/);
  });

  it("compare no years of different scope, and say so", () => {
    const other = after({ ...last, scope: "jurisdiction" });
    expect(expressions("Y-CARRY", carry(8), other)).toEqual([]);
    expect(messages("Y-SCOPE", carry(8), other)).toEqual([
      "上年报告范围为全辖区，本年为本机关，跨年数字不作比较",
    ]);
  });

  it("compare the report of the same scope where a body published two the year before", () => {
    const two = {
      lastYear: [reportOf({ ...last, scope: "jurisdiction" }), reportOf(last)],
    };
    expect(expressions("Y-CARRY", carry(9), two)).toEqual(
      expressions("Y-CARRY", carry(9), after(last)),
    );
    expect(expressions("Y-CARRY", carry(9), two)).not.toEqual([]);
    expect(messages("Y-SCOPE", carry(9), two)).toEqual([]);
  });

  it("compare nothing across a change of boundaries, and say what changed", () => {
    const boundary = "区划调整：甲区、乙区其后为甲区";
    expect(expressions("Y-", carry(8), { ...after(last), boundary })).toEqual([]);
    const verdicts = evaluateReport(reportOf(carry(8)), {
      ...EMPTY_CONTEXT,
      ...after(last),
      boundary,
    });
    expect(verdicts.find(({ check }) => check === "Y-CARRY")).toMatchObject({
      state: "notEvaluable",
      message: `${boundary}，与上年范围不同，跨年数字不作比较`,
    });
  });

  it("compare no years that do not follow each other", () => {
    expect(expressions("Y-", carry(8), after({ ...last, year: 2020 }))).toEqual([]);
  });

  it("expect last year's pending cases among this year's", () => {
    const pending = after({ year: 2022, set: { review_pending: 3, review_total: 3 } });
    expect(expressions("Y-PENDING", { set: { review_total: 2 } }, pending)).toEqual([
      "Y-PENDING 2 < 3",
    ]);
    expect(expressions("Y-PENDING", { set: { review_total: 3 } }, pending)).toEqual([]);
  });

  it("ask about 洪泽区's licences, 550 and then 9487, but not about small figures", () => {
    const jump = (old: number, now: number): string[] =>
      expressions(
        "Y-JUMP",
        { set: { licensing_decisions: now } },
        after({ year: 2022, set: { licensing_decisions: old } }),
      );
    expect(jump(550, 9487)).toEqual(["Y-JUMP 550 → 9487"]);
    expect(jump(9487, 550)).toEqual(["Y-JUMP 9487 → 550"]);
    expect(jump(3, 60)).toEqual([]);
    expect(jump(550, 900)).toEqual([]);
  });

  it("notice a table and a section five that repeat last year's", () => {
    const text =
      "一是公开的深度和广度有待进一步拓展，二是队伍建设仍需加强，人员变动较为频繁，业务能力参差不齐；下一步将加强培训，完善制度，压实责任，提升质量。";
    const section = (words: string) => [{ code: "problems_improvements" as const, text: words }];
    const same = { requests: SOUND, sections: section(text) };
    expect(messages("Y-SAME", same, after({ year: 2022, ...same }))).toEqual([
      expect.stringContaining("表三各格数字与上年完全相同"),
      expect.stringContaining("第五部分与上年报告几乎全文相同"),
    ]);
    const fresh = {
      sections: section(
        "本年新设专栏三个，更换了检索系统，群众反映查找不便的问题已经解决，明年拟把村务公开纳入统一目录，并与档案馆共享历年文件，方便群众就近查阅。",
      ),
    };
    expect(messages("Y-SAME", fresh, after({ year: 2022, ...same }))).toEqual([]);
  });
});

describe("a division against those in it", () => {
  const county = (id: string, handled: number) => ({
    ...reportOf({ scope: "jurisdiction", set: { handled_total_total: handled } }),
    id,
  });
  const city = (handled: number): Given => ({
    scope: "jurisdiction",
    level: "city",
    set: { handled_total_total: handled },
  });

  it("must not be smaller than the sum of its children", () => {
    const children = [county("a", 30), county("b", 40)];
    expect(expressions("H-SUM", city(60), { children })).toEqual(["H-SUM 60 < 70"]);
    expect(expressions("H-SUM", city(75), { children })).toEqual([]);
  });

  it("says how many of its children are loaded", () => {
    const context = { children: [county("a", 30)], childrenExpected: 5 };
    expect(messages("H-SUM", city(20), context)[0]).toContain("应有5个，载入1个");
  });

  it("is not compared where no child is loaded", () => {
    expect(expressions("H-SUM", city(60))).toEqual([]);
  });
});

describe("completeness", () => {
  const all = SECTIONS.map(({ code }) => ({ code, text: "（略）" }));

  it("asks for each missing section and for the order", () => {
    const without = all.filter(({ code }) => code !== "other_matters");
    expect(messages("C-SECTION", { sections: without })).toEqual([
      "未见第六部分“其他需要报告的事项”",
    ]);
    expect(messages("C-SECTION", { sections: [...all].reverse() })).toHaveLength(1);
    expect(messages("C-SECTION", { sections: all })).toEqual([]);
  });

  it("asks for a missing table and for missing cells", () => {
    const forms = { proactive_disclosure: null, requests: 2021, review_litigation: 2021 } as const;
    expect(messages("C-TABLE", { forms })).toEqual(["未见表二“主动公开政府信息情况”，或未能读取"]);
    expect(messages("C-LINE", { set: { penalty_decisions: null } })).toEqual([
      "表二缺1格：第二十条第（六）项·行政处罚",
    ]);
    expect(messages("C-LINE", {})).toEqual([]);
  });

  it("asks when the preface announces five parts", () => {
    expect(expressions("C-PARTS", { preface: "本报告由总体情况等五部分组成。" })).toEqual([
      "C-PARTS 5 ≠ 6",
    ]);
    expect(expressions("C-PARTS", { preface: "本报告由总体情况等六个部分组成。" })).toEqual([]);
  });

  it("asks a government, not a department, for 考核、评议和责任追究", () => {
    const sections = overview("收到申请3件。开展了社会评议。");
    expect(messages("C-50-4", { kind: "government", sections })).toEqual([
      "未见工作考核、责任追究的结果情况",
    ]);
    expect(messages("C-50-4", { kind: "department", sections })).toEqual([]);
  });

  it("asks for the fee statement since 2021, and when it contradicts table 三", () => {
    const six = (text: string) => [{ code: "other_matters" as const, text }];
    expect(messages("C-FEE", { sections: six("无。") })[0]).toMatch(/^第六部分未说明/);
    expect(messages("C-FEE", { year: 2020, sections: six("无。") })).toEqual([]);
    const none = six("本机关未发出收费通知，未收取信息处理费。");
    expect(messages("C-FEE", { sections: none })).toEqual([]);
    expect(expressions("C-FEEX", { sections: none, set: { other_fee_overdue_total: 2 } })).toEqual([
      "C-FEEX 2 > 0",
    ]);
  });

  it("asks when the period belongs to another year", () => {
    const of = (preface: string): string[] => expressions("C-PERIOD", { preface });
    expect(of("数据的统计期限自2022年1月1日起。")).toEqual(["C-PERIOD 2022 ≠ 2023"]);
    expect(of("数据的统计期限从2023年1月1日到12月31日止。")).toEqual([]);
  });

  it("asks when a body without a request channel has requests", () => {
    const sections = overview("本机关不适用《条例》第二十七条规定的依申请公开。");
    expect(expressions("C-CHANNEL", { sections, set: { new_requests_total: 2 } })).toEqual([
      "C-CHANNEL 2 = 0",
    ]);
    expect(expressions("C-CHANNEL", { sections })).toEqual([]);
  });

  it("asks for facts of the body's own", () => {
    const empty =
      "认真贯彻落实决策部署，不断加强组织领导，持续优化公开渠道，切实提升服务水平，推动各项工作再上新台阶，取得明显成效。";
    expect(messages("C-GENERIC", { sections: overview(empty) })).toHaveLength(1);
    expect(messages("C-GENERIC", { sections: overview(`${empty}全年公开信息120条。`) })).toEqual(
      [],
    );
  });
});

describe("timeliness", () => {
  const late = (kind: "department" | "government" | "township", publishedOn: string) =>
    findingsBy("TIME", reportOf({ kind, publishedOn }));

  it("asks a department after 31 January and a government after 31 March", () => {
    expect(late("department", "2024-01-31")).toEqual([]);
    expect(late("department", "2024-02-01")).toMatchObject([{ severity: "E", left: 1 }]);
    expect(late("government", "2024-03-31")).toEqual([]);
    expect(late("government", "2024-04-01")).toMatchObject([{ severity: "E", left: 1 }]);
  });

  it("has no statutory date for a township unless a notice sets one", () => {
    expect(late("township", "2024-08-06")).toEqual([]);
    const notice: DeadlineSetting = {
      kind: "township",
      years: [2023],
      due: { month: 2, day: 20 },
      basis: "市办通知",
    };
    const found = findingsBy("TIME", reportOf({ kind: "township", publishedOn: "2024-02-21" }), {
      deadlines: [notice],
    });
    expect(found).toMatchObject([{ severity: "W", left: 1 }]);
    expect(deadlineOf("township", "organ", 2022, [notice]).date).toBeNull();
    const leap = { ...notice, years: [2023, 2024], due: { month: 2, day: 29 } };
    const dates = [2023, 2024].map((year) => deadlineOf("township", "organ", year, [leap]).date);
    expect(dates).toEqual(["2024-02-29", "2025-02-28"]);
  });

  it("takes a date half a year late for a moved page rather than a fault", () => {
    expect(late("department", "2024-08-06")).toMatchObject([{ severity: "W" }]);
  });

  it("puts an office's report for the whole jurisdiction under the government's date", () => {
    expect(deadlineOf("office", "jurisdiction", 2023, []).date).toBe("2024-03-31");
    expect(deadlineOf("office", "organ", 2023, []).date).toBe("2024-01-31");
  });

  it("tells not due, missing, late, on time, undated and without a date apart", () => {
    const of = (
      loaded: boolean,
      publishedOn: string | null,
      today: string,
      kind: "government" | "township" = "government",
    ) =>
      timelinessOf({
        kind,
        scope: "jurisdiction",
        year: 2023,
        loaded,
        publishedOn,
        today,
        settings: [],
      });
    expect(of(false, null, "2024-03-31")).toBe("not_due");
    expect(of(false, null, "2024-04-01")).toBe("missing");
    expect(of(true, "2024-04-01", "2024-05-01")).toBe("late");
    expect(of(true, "2024-03-31", "2024-05-01")).toBe("on_time");
    expect(of(true, "2023-12-31", "2024-05-01")).toBe("early");
    expect(of(true, null, "2024-05-01")).toBe("undated");
    expect(of(true, "2024-06-01", "2024-07-01", "township")).toBe("no_date");
  });
});

describe("the edition", () => {
  it("is judged table by table", () => {
    const forms = { proactive_disclosure: 2021, requests: 2019, review_litigation: 2021 } as const;
    expect(messages("F-EDITION", { forms })).toEqual([
      "表三用2019年格式，2023年度报告应用2021年格式（国办公开办函〔2021〕30号）",
    ]);
    expect(messages("F-EDITION", { year: 2020 })).toEqual([]);
  });

  it("of the notice that the preface cites is a hint only", () => {
    const preface = "根据国办公开办函〔2019〕60号要求编制。";
    expect(findingsBy("F-NOTICE", reportOf({ preface }))).toMatchObject([{ severity: "I" }]);
    expect(findingsBy("F-NOTICE", reportOf({ preface, year: 2020 }))).toEqual([]);
  });
});

describe("the narrative as findings", () => {
  const asked = (text: string) =>
    findingsBy(
      "N-",
      reportOf({ year: 2023, set: { new_requests_total: 110 }, sections: overview(text) }),
      { lastYear: [reportOf({ year: 2022, set: { new_requests_total: 100 } })] },
    );

  it("puts a percentage beside percentages, and no percentage beside counts", () => {
    expect(asked("全年新收政府信息公开申请110件，比上年增长42.3%。")).toMatchObject([
      {
        check: "N-CHANGE",
        expression: "42.3% ≠ 10%",
        message: expect.stringContaining("相差32.30个百分点"),
        left: null,
        right: null,
        difference: null,
      },
    ]);
  });

  it("puts a change in cases beside the change in cases", () => {
    expect(asked("全年新收政府信息公开申请110件，比上年增加42件。")).toMatchObject([
      { check: "N-CHANGE", expression: "42 ≠ 10", left: 42, right: 10, difference: 32 },
    ]);
  });

  it("puts a share beside the shares of the tables, each once", () => {
    const text = "全年办结政府信息公开申请20件，其中因不掌握等原因无法提供4件，占35.5%。";
    const [finding] = findingsBy(
      "N-SHARE",
      reportOf({ requests: SOUND, sections: overview(text) }),
    );
    expect(finding?.expression).toMatch(/^35\.5% ≠ [\d.]+%(?: \/ [\d.]+%)*$/);
    expect(finding?.message).toMatch(/，相差[\d.]+个百分点$/);
    expect(finding?.message.match(/＝/g)).toHaveLength(
      finding?.expression.match(/\//)?.length ?? 1,
    );
  });

  it("carries the sentence, the place of the figure and what would fit", () => {
    const text = "全年收到政府信息公开申请8件。因不掌握等原因无法提供9件。";
    const [finding, ...others] = findingsBy(
      "N-",
      reportOf({ requests: SOUND, sections: overview(text) }),
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      check: "N-COUNT",
      severity: "W",
      left: 9,
      right: 4,
      difference: 5,
    });
    expect(finding?.quotation && text.slice(finding.quotation.start, finding.quotation.end)).toBe(
      "9",
    );
    expect(finding && formatRequest(finding)).toMatch(
      /文字写9件，表中“无法提供”为4（9与.+相同）。请说明文字所用口径/,
    );
  });
});
