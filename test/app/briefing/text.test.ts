import { describe, expect, it } from "vitest";
import { plainTextOf, type Briefing } from "#briefing/briefing";
import { writeLetterArchive } from "#briefing/letters";
import { planLetters, resolveRecipient, recipientsOf } from "#briefing/recipient";
import { composeBriefing } from "#briefing/compose";
import { formatPlainValue } from "#export/plain-table";
import { fitTitle } from "#briefing/title";
import { gradeOf, formatList, formatOrdinal, joinClauses } from "#briefing/wording";
import { formatFalseAlarms } from "#domain/statistics/funnel";
import { LATE_RULE } from "#domain/checks/rules/timeliness";
import { factsOf, finding, letterTo, ORDINARY } from "./fixture";

/** A briefing as it reads: one paragraph a line. */
function asRead(briefing: Briefing): string {
  const lines = [...briefing.title, briefing.addressee ?? "", plainTextOf(briefing.opening)];
  const parts = [
    ...briefing.sections.map((section) => ({ ...section, name: `# ${section.heading}` })),
    ...briefing.annexes.map((each) => ({
      ...each,
      name: `# 附件${each.annex ?? ""} ${each.heading}`,
    })),
    ...briefing.proofs.map((each) => ({
      ...each,
      name: `# 依据${each.annex ?? ""} ${each.heading}`,
    })),
  ];
  for (const { name, blocks } of parts) {
    lines.push("", name);
    for (const block of blocks) {
      if (block.kind === "paragraph") lines.push(`${block.lead ?? ""}${plainTextOf(block.pieces)}`);
      if (block.kind === "chart") lines.push(`［图］${block.chart.title}`);
      if (block.kind === "table")
        for (const { values } of block.table.rows)
          lines.push(
            values
              .map((value, index) =>
                formatPlainValue(value, block.table.columns[index]?.format ?? "text"),
              )
              .join("｜"),
          );
    }
  }
  return `${lines.join("\n")}\n`;
}

const textOf = (briefing: Briefing): string =>
  briefing.sections
    .flatMap(({ blocks }) =>
      blocks.map((block) =>
        block.kind === "paragraph" ? `${block.lead ?? ""}${plainTextOf(block.pieces)}` : "",
      ),
    )
    .join("\n");

const late = { ...ORDINARY[0], name: "卯区", years: { 2024: [20, 200] as const } };
const FULL = {
  places: [
    ...ORDINARY.slice(0, 12),
    { name: "寅区", years: ORDINARY[12]?.years ?? {}, errors: 1 },
    late,
  ],
  findings: [
    finding(12, "寅区", {}),
    finding(2, "丙区", { severity: "W", check_id: "Y-JUMP", message: "由1变为9，为9倍" }),
  ],
};

describe("the text of a briefing over a fixed province", () => {
  it.each(["circular", "topic", "issues"])("%s reads as reviewed", async (template) => {
    const text = asRead(composeBriefing(factsOf({ ...FULL, query: `template=${template}` })));
    await expect(text).toMatchFileSnapshot(`texts/${template}.txt`);
  });

  it("a letter goes to a district of the scope, the first that something is asked of unless another is chosen", () => {
    const asked = (division: string) =>
      composeBriefing(
        resolveRecipient(factsOf({ ...FULL, query: `template=letter&division=${division}` })),
      );
    const [first, second] = recipientsOf(factsOf(FULL));
    expect(asked("").addressee).toBe("丙区人民政府：");
    expect(asked(first?.code ?? "").addressee).toBe("甲区人民政府：");
    expect(asked(second?.code ?? "").addressee).toBe("乙区人民政府：");
    expect(recipientsOf(factsOf(FULL)).at(-1)?.name).toBe("卯区");
    expect(() => asked("330211")).toThrow("所选范围内没有发给的这个单位");
  });

  it("a letter about the only report leaves the comparison out, and gives no all-clear", async () => {
    const places = ORDINARY.slice(0, 1);
    const alone = { places, findings: [finding(0, "甲区", {})], query: "template=letter" };
    const text = textOf(composeBriefing(resolveRecipient(factsOf(alone))));
    expect(text).toContain("有下列情况需要核实：\n新收与结转之和不等于办理与结转之和。请核对。");
    expect(text).not.toMatch(/作了比较|其余地区|正常范围|NaN/u);
    const nothing = factsOf({ places, query: "template=letter" });
    const [none] = planLetters(nothing);
    expect(none?.letters).toEqual([]);
    expect(none?.reason).toContain("比率未作判断");
    expect(await writeLetterArchive(nothing)).toBeNull();
  });

  it("letters are made where something is asked, one of each kind, numbered from the first", () => {
    const late = finding(2, "丙区", { check_id: LATE_RULE, message: "晚27天", left_value: 27 });
    const facts = factsOf({
      ...FULL,
      findings: [...FULL.findings, late],
      query: "template=letter&number=示函[2026]009号&deadline=2026-12-31",
    });
    const plans = planLetters(facts);
    const made = plans.flatMap(({ name, letters }) =>
      letters.map((each) => [name, each.letter, each.facts.choices.masthead.number]),
    );
    expect(made).toEqual([
      ["丙区", "lateness", "示函〔2026〕009号"],
      ["丙区", "correction", "示函〔2026〕010号"],
      ["寅区", "correction", "示函〔2026〕011号"],
      ["卯区", "reminder", "示函〔2026〕012号"],
    ]);
    // As a Chinese keyboard types it; past what a number of the program holds; one that cannot be counted on from.
    for (const [given, ...numbers] of [
      ["示函〔２０２６〕９号", "示函〔2026〕9号", "示函〔2026〕10号"],
      ["函9007199254740993号", "函9007199254740993号", "函9007199254740994号"],
      ["示函〔2026〕九号", "示函〔2026〕九号", null],
    ]) {
      const query = `template=letter&number=${given ?? ""}`;
      const letters = planLetters(factsOf({ ...FULL, query })).flatMap((plan) => plan.letters);
      expect(letters.slice(0, 2).map((each) => each.facts.choices.masthead.number)).toEqual(
        numbers,
      );
    }
    const none = plans.filter(({ letters }) => letters.length === 0);
    expect(none.map(({ name }) => name)).not.toContain("丙区");
    for (const { reason } of none) expect(reason).toContain("核查没有提出问题");
    for (const { facts: own } of plans.flatMap(({ letters }) => letters)) {
      const text = asRead({ ...composeBriefing(own), proofs: [] });
      expect(text).toContain("2026年12月31日前");
      expect(text).toContain("〔联系人〕");
      expect(text).not.toMatch(/[0-9a-f]{12}|未公布的报告/u);
    }
  });

  it("a circular that calls a report late does not call it free of what the law requires", () => {
    const late = finding(2, "丙区", {
      check_id: "TIME-DUE",
      message: "发布日期为2026-04-27，晚27天",
    });
    const text = textOf(composeBriefing(factsOf({ places: ORDINARY, findings: [late] })));
    expect(text).toContain("个别地区逾期公布年度报告。丙区，发布日期为2026年4月27日，晚27天。");
    expect(text).not.toMatch(/差错|法定要求|没有发现/u);
  });

  it("chance alarms are given as the comparison page gives them", () => {
    const facts = factsOf({ places: ORDINARY });
    const funnel = facts.comparisons.find(({ code }) => code === "not_held_rate")?.comparison
      .funnel;
    if (!funnel) throw new Error("no funnel");
    expect(asRead(composeBriefing(facts))).toContain(`不掌握率${formatFalseAlarms(funnel)}个`);
  });

  const relabelled = finding(12, "寅区", {
    year: 2024,
    check_id: "Y-LABEL",
    severity: "W",
    question: "请说明答复类别的认定标准有无变化。",
    cells: ["unable_not_held_total"],
  });
  const falling = ORDINARY.map((place, index) =>
    index === 12 ? { ...place, years: { ...place.years, 2025: [1, 200] as const } } : place,
  );

  it("the sources of a change mark the district whose cases seem to have moved between lines", () => {
    const told = (base: number, cells = relabelled.cells) =>
      textOf(
        composeBriefing(
          factsOf({
            places: falling,
            findings: [{ ...relabelled, cells }],
            query: `template=topic&base=${base}`,
          }),
        ),
      );
    expect(told(2023)).toMatch(/寅区−[^；]*（其中2024年办理结果归类有变化，尚待核实）/);
    expect(told(2024)).not.toContain("归类有变化");
    expect(told(2023, ["disclosed_total"])).not.toContain("归类有变化");
  });

  it("the sources of a change compare the ground that divided districts share", () => {
    const [first, second, ...others] = ORDINARY;
    if (!first || !second) throw new Error("There are twelve districts");
    const divided = [
      { ...first, years: { 2024: [20, 200] as const } },
      { ...second, years: { 2025: [90, 200] as const } },
      ...others,
    ];
    const life = (
      code: string,
      name: string,
      [from, to]: readonly [number | null, number | null],
    ) => ({
      code,
      name,
      validFrom: from,
      validTo: to,
      formerNames: [],
      successors: to === null ? [] : ["990102"],
    });
    const told = (register: readonly ReturnType<typeof life>[]) =>
      textOf(composeBriefing(factsOf({ places: divided, register, query: "template=topic" })));
    expect(told([])).toContain("只在其中一年有数字的地区");
    const bridged = told([
      life("990101", first.name, [null, 2024]),
      life("990102", second.name, [2025, null]),
    ]);
    expect(bridged).not.toContain("只在其中一年有数字的地区");
    expect(bridged).toContain("区划调整：甲区其后为乙区；按相同范围合并衔接。");
  });

  it("the sources of a change are not sought across a change of law", () => {
    const text = textOf(
      composeBriefing(
        factsOf({
          places: ORDINARY,
          query: "template=topic&indicator=review_rate&year=2024&base=2023",
        }),
      ),
    );
    expect(text).toContain("2024年起法律规定改变，复议率前后不可比");
    expect(text).not.toContain("影响最大的地区");
  });

  it("a rate that the law made another one is not said to have risen or fallen", () => {
    const said = (query: string) => textOf(composeBriefing(factsOf({ places: ORDINARY, query })));
    const across = said("indicators=review_rate&indicators=dispute_rate&year=2024&base=2023");
    expect(across).toMatch(/复议率[^；。]*，法律规定改变，不与2023年比较/);
    expect(across.match(/法律规定改变，不与/g)).toHaveLength(1);
    for (const query of ["year=2025&base=2024", "year=2025&base=2023"])
      expect(said(`indicators=lawsuit_corrected_rate&${query}`)).toContain("法律规定改变，不与");
    expect(said("indicators=review_rate&year=2023&base=2022")).not.toContain("法律规定改变，不与");
  });

  it("a letter asks about a significantly low rate and about what earlier years left open", () => {
    const written = (findings = [relabelled], index = 12) =>
      textOf(composeBriefing(letterTo({ places: falling, findings }, index, "correction")));
    expect(written()).toContain("2024年度报告：请说明答复类别的认定标准有无变化");
    expect(written([])).toContain("显著低于全省其余地区的");
    expect(written([], 2)).toBe("没有需要就此发函的事项。");
    const elsewhere = { places: falling, findings: [{ ...relabelled, code: "990103" }] };
    const earlier = composeBriefing(letterTo(elsewhere, 2, "correction"));
    expect(textOf(earlier)).not.toContain("2024年度报告：");
    expect(textOf(earlier)).toContain("丙区2024年度政府信息公开工作年度报告进行了核查");
    expect(earlier.title[0]).toBe("关于核实2024年度政府信息公开工作");
  });

  it("tells departments of one city apart, and calls them bodies", () => {
    const query = "kind=department&scope=organ";
    const world = { places: falling, findings: [relabelled], query };
    const circular = textOf(composeBriefing(factsOf(world)));
    expect(circular.match(/2024年可能改列了其他办理结果/g)).toHaveLength(1);
    expect(circular).toContain("（一）个别机关的归类或者统计口径有待核实。");
    expect(circular).toContain("请有关机关于");
    expect(textOf(composeBriefing(letterTo(world, 12, "correction")))).toContain("2024年度报告：");
    expect(textOf(composeBriefing(letterTo(world, 2, "correction")))).toBe(
      "没有需要就此发函的事项。",
    );
    const unreported = { places: [...ORDINARY, { name: "辰局", years: {} }], query };
    const reminder = composeBriefing(letterTo(unreported, ORDINARY.length, "reminder"));
    expect(reminder.addressee).toBe("辰局：");
  });

  it("a letter asks once about one slip, and states a basis once", () => {
    const cells = ["handled_total_total", "granted_total"];
    const row = finding(2, "丙区", { difference: 9, cells, question: "请核对该行。依据：甲。" });
    const column = finding(2, "丙区", {
      ...{ fingerprint: "column", check_id: "T3-SUM", message: "该列也相差9" },
      ...{ difference: -9, cells: ["granted_total", "new_requests_total"] },
    });
    const elsewhere = finding(2, "丙区", {
      ...{ fingerprint: "elsewhere", difference: 4, cells: ["granted_sum"], message: "他行相差4" },
    });
    const findings = [row, column, elsewhere];
    const letter = textOf(composeBriefing(letterTo({ ...FULL, findings }, 2, "correction")));
    expect(letter).toContain("有下列2项需要核实");
    expect(letter).toContain("1.请核对该行。依据：甲。可能出于同一处：该列也相差9。");
    expect(letter).toMatch(/2\.他行相差4。[^\n]*依据同第1项。/u);
  });

  it("a letter says one consequence once, quotes one passage, and names in its file the year that it asks about", () => {
    const cells = ["handled_total_total", "granted_total"];
    const nearest = `相同文字：“${"甲".repeat(60)}……”、“乙”；除数字外相同的文字：“丙”`;
    const head = finding(2, "丙区", {
      ...{ difference: 9, cells, nearest, year: 2023 },
      question: `第一部分相同（${nearest}）。请说明。`,
    });
    const twin = (fingerprint: string) =>
      finding(2, "丙区", { fingerprint, difference: -9, cells, message: "总计相差9", year: 2023 });
    const world = { ...FULL, findings: [head, twin("one"), twin("other")] };
    const letter = composeBriefing(letterTo(world, 2, "correction"));
    expect(textOf(letter)).toContain(`（相同文字：“${"甲".repeat(30)}……”等3处）`);
    expect(textOf(letter).match(/总计相差9/gu)).toHaveLength(1);
    expect(letter.name).toContain("核实更正函_丙区_2023年度");
  });

  it("breaks no word of a title where its lines are too long, and of one district writes its name", () => {
    expect(
      fitTitle(["关于核实2023年度和2024年度政府信息公开工作", "年度报告有关内容的函"]),
    ).toEqual(["关于核实2023年度和2024年度", "政府信息公开工作年度报告有关内容的函"]);
    const own = composeBriefing(factsOf({ places: ORDINARY.slice(0, 1), query: "area=990101" }));
    expect(own.title[0]).not.toContain("各县");
    expect(own.addressee).toBe("示例省人民政府：");
    expect(textOf(own)).toContain("示例省2025年度报告已公布。");
  });

  it("asks nothing about the lateness of earlier reports, and says so where no letter is sent", () => {
    const days = finding(2, "丙区", { check_id: LATE_RULE, message: "晚27天", year: 2023 });
    const facts = factsOf({ places: ORDINARY, findings: [days], query: "template=letter" });
    expect(textOf(composeBriefing(factsOf({ places: ORDINARY, findings: [days] })))).not.toContain(
      "往年报告",
    );
    const plan = planLetters(facts).find(({ name }) => name === "丙区");
    expect(plan?.reason).toContain("2023年度报告曾逾期公布，不再要求说明");
  });

  it("a letter about the report of an office names the office, not the government", () => {
    const places = [...ORDINARY, { name: "卯区", years: {} }];
    const world = { places, query: "scope=organ&kind=office" };
    const letter = composeBriefing(letterTo(world, 13, "reminder"));
    expect(letter.addressee).toBe("卯区人民政府办公室：");
    expect(textOf(letter)).toContain("卯区人民政府办公室2025年度本机关报告在汇总系统中未载入");
  });

  it("lateness is asked about as lateness, never as wrong figures", () => {
    const days = finding(2, "丙区", {
      check_id: LATE_RULE,
      message: "晚27天",
      question: "请说明。",
    });
    const circular = textOf(composeBriefing(factsOf({ places: ORDINARY, findings: [days] })));
    expect(circular).toContain("说明有关情况。请丙区说明逾期公布的原因。");
    expect(circular).not.toContain("更正差错");
    const world = { places: ORDINARY, findings: [days] };
    const letter = textOf(composeBriefing(letterTo(world, 2, "lateness")));
    expect(letter).toContain("晚27天。\n请于〔反馈期限〕前书面说明逾期的原因");
    expect(letter).not.toContain("原始台账");
    const other = textOf(composeBriefing(letterTo(world, 2, "correction")));
    expect(other).toBe("没有需要就此发函的事项。");
  });

  it("laws that moved the chosen indicators are quoted once, and no other", () => {
    const said = (query: string) => asRead(composeBriefing(factsOf({ places: ORDINARY, query })));
    const quoted = /对答复无法提供（包括本机关不掌握）或者不予处理不服的，可以直接起诉/gu;
    const of = (indicators: string) =>
      said(`${indicators}&year=2025&base=2024`).split("# 依据")[0]?.match(quoted)?.length ?? 0;
    expect(of("indicators=dispute_rate")).toBe(1);
    expect(of("indicators=dispute_rate&indicators=review_rate")).toBe(1);
    expect(of("indicators=not_held_rate")).toBe(0);
  });

  it("dates of findings are written as official documents write them", () => {
    const late = finding(2, "丙区", { check_id: "D-LATE", message: "发布日期为2026-04-07，晚7天" });
    const text = asRead(composeBriefing(factsOf({ ...FULL, findings: [late] })));
    expect(text).toContain("发布日期为2026年4月7日，晚7天");
    expect(text).not.toMatch(/发布日期为\d{4}-/);
  });

  it("a letter to the district that stands out reads as reviewed", async () => {
    await expect(asRead(composeBriefing(letterTo(FULL, 12, "correction")))).toMatchFileSnapshot(
      "texts/letter.txt",
    );
  });

  it("a letter to a district that has not reported asks for the report and nothing else", async () => {
    await expect(asRead(composeBriefing(letterTo(FULL, 13, "reminder")))).toMatchFileSnapshot(
      "texts/missing.txt",
    );
  });
});

describe("sentences", () => {
  const calm = ORDINARY.slice(0, 12);

  it("say that all have reported and that nothing was found, without a heading for nothing", () => {
    const text = textOf(composeBriefing(factsOf({ places: calm })));
    expect(text).toContain("全部公布");
    expect(text).toContain("没有发现需要整改、核实的事项");
    expect(text).not.toMatch(/（一）/);
  });

  it("say that none has reported, and calculate nothing from it", () => {
    const places = calm.map(({ name }) => ({ name, years: {} }));
    const text = textOf(composeBriefing(factsOf({ places })));
    expect(text).toContain("报告均未载入");
    expect(text).not.toContain("0.0%");
  });

  it("say that there is no one to report", () => {
    expect(textOf(composeBriefing(factsOf({ places: [] })))).toContain("没有应当编制");
  });

  it("do not speak of a year that is not loaded as of zero", () => {
    const text = textOf(composeBriefing(factsOf({ places: calm, query: "base=2019" })));
    expect(text).toContain("2019年没有可比数字");
  });

  const alike = (earlier: readonly [number, number], later: readonly [number, number]) =>
    calm.map(({ name }) => ({ name, years: { 2024: earlier, 2025: later } }));

  it("say 持平 where the printed figures do not differ and the cases are many", () => {
    const text = textOf(composeBriefing(factsOf({ places: alike([200, 2000], [200, 2000]) })));
    expect(text).toContain("与上年持平");
    expect(text).toContain("不掌握率10.0%（2400件／24000件），与上年基本持平");
    expect(text).toContain("其他办理结果的占比基本持平");
  });

  it("say that a change cannot be told where too few cases leave it open", () => {
    const text = textOf(composeBriefing(factsOf({ places: alike([20, 200], [22, 200]) })));
    expect(text).toContain("较上年升降尚不能确定（+1.0个百分点）");
    expect(text).toContain("其他办理结果的占比升降尚不能确定");
    expect(text).not.toMatch(/不掌握率[^；]*基本持平/u);
  });

  it("give no all-clear while anything is open, and say what is", () => {
    const closing = (facts: Parameters<typeof composeBriefing>[0]) =>
      textOf(composeBriefing(facts));
    const clear = "没有发现需要整改、核实的事项";
    const open = [finding(2, "丙区", { year: 2024, severity: "W", check_id: "Y-JUMP" })];
    const inTopic = closing(factsOf({ places: calm, findings: open, query: "template=topic" }));
    expect(inTopic).not.toContain(clear);
    expect(inTopic).toContain("尚有待核实的：报告核查发现的事项1项");
    const inCircular = closing(factsOf({ places: calm, findings: open }));
    expect(inCircular).not.toContain(clear);
    expect(inCircular).toContain("请丙区对照问题清单核实往年报告尚未核实的1项内容");
    const missing = [...calm, { name: "卯区", years: {} }];
    expect(closing(factsOf({ places: missing, query: "template=topic" }))).not.toContain(clear);
  });

  const watchedOnly = () => {
    const facts = factsOf({ places: ORDINARY });
    const comparisons = facts.comparisons.map(({ code, comparison }) => ({
      code,
      comparison: {
        ...comparison,
        bodies: comparison.bodies.map((body) => ({ ...body, adjustedP: 0.2 })),
      },
    }));
    return composeBriefing({ ...facts, comparisons });
  };

  it("say of those beyond the limit that cannot be named how many they are, and name none", () => {
    const briefing = watchedOnly();
    const text = textOf(briefing);
    expect(text).toContain("不掌握率显著偏高的有1个地区，证据不足以点名，需要关注");
    expect(text).not.toContain("没有发现需要整改");
    expect(briefing.sections.map(({ code }) => code)).not.toContain("problems");
    // Neither the text nor the table names it.
    expect(asRead(briefing)).not.toMatch(/寅区[^\n]*偏高/u);
  });

  it("name a significantly low rate and suspected relabelling as things to verify, in the annex too", () => {
    const low = [
      ...ORDINARY.slice(0, 12),
      { name: "寅区", years: { 2024: [20, 200] as const, 2025: [0, 400] as const } },
    ];
    const suspected = finding(12, "寅区", {
      year: 2024,
      check_id: "Y-LABEL",
      severity: "W",
      cells: ["unable_not_held_total"],
    });
    const briefing = composeBriefing(factsOf({ places: low, findings: [suspected] }));
    expect(textOf(briefing)).toContain(
      "寅区不掌握率0.0%（0件／400件），显著偏低，2024年可能改列了其他办理结果，须核实归类。",
    );
    expect(textOf(briefing)).toContain("请寅区核实归类和统计口径有无变化");
    expect(textOf(briefing)).not.toContain("没有发现需要整改");
    expect(asRead(briefing).split("# 附件1")[1]).toContain(
      "不掌握率显著偏低，疑改列其他情形（2024年），须核实",
    );
  });

  it("tell the coverage once, one district as 个别, and of those not judged only what applies", () => {
    const places = [...ORDINARY, { name: "卯区", years: { 2025: [1, 6] as const } }];
    const text = textOf(composeBriefing(factsOf({ places })));
    expect(text.match(/全部公布/gu)).toHaveLength(1);
    expect(text).toContain("个别地区不掌握率显著偏高");
    expect(text).toContain("各项比率均有1个地区件数过少，不作判断。");
    expect(gradeOf(1, 3)).toBe("个别");
  });

  it("say of outcomes without a case that there is none, and rank none of them", () => {
    const text = textOf(composeBriefing(factsOf({ places: calm })));
    expect(text).toContain("部分公开、不予公开、无法提供的其他情形、不予处理和其他处理均为0件。");
    expect(text).not.toContain("0件，占0.0%");
  });

  it("count the missing where they are too many to name", () => {
    const places = [
      ...calm,
      ..."寅卯辰巳午未申酉戌亥".split("").map((name) => ({ name, years: {} })),
    ];
    expect(textOf(composeBriefing(factsOf({ places })))).toContain(
      "寅、卯、辰、巳、午、未、申、酉等10个",
    );
  });

  it("name no district that the comparison does not name", () => {
    const text = textOf(composeBriefing(factsOf({ places: ORDINARY })));
    expect(text).toContain(
      "寅区不掌握率60.0%（120件／200件），按全省其余地区的平均水平约为21件，多99件，至少自2022年起连续4年显著偏高。",
    );
    for (const { name } of calm) expect(text).not.toContain(name);
  });

  it("never read oddly", () => {
    const worlds = [ORDINARY, calm, calm.slice(0, 1), []];
    for (const places of worlds)
      for (const template of ["circular", "topic", "issues"]) {
        const text = textOf(composeBriefing(factsOf({ places, query: `template=${template}` })));
        expect(text).not.toMatch(/undefined|null|NaN|Infinity|，，|。。|；。|，。|：。|、、|（）/);
      }
  });
});

describe("words", () => {
  it("grade a share by the bounds the text states", () => {
    expect([0, 1, 2, 5, 6, 9, 10].map((some) => gradeOf(some, 10))).toEqual([
      null,
      "个别",
      "部分",
      "部分",
      "多数",
      "多数",
      "全部",
    ]);
    expect(gradeOf(0, 0)).toBeNull();
  });

  it("list none, one, two and many", () => {
    expect(formatList([])).toBe("");
    expect(formatList(["甲"])).toBe("甲");
    expect(formatList(["甲", "乙"])).toBe("甲和乙");
    expect(formatList(["甲", "乙", "丙"])).toBe("甲、乙和丙");
    expect(formatList(["甲", "乙", "丙"], 2)).toBe("甲、乙等3个");
  });

  it("count in Chinese and close a sentence once", () => {
    expect([1, 10, 11, 20, 21].map(formatOrdinal)).toEqual(["一", "十", "十一", "二十", "二十一"]);
    expect(plainTextOf(joinClauses([["甲"], [], ["乙"]]))).toBe("甲；乙。");
    expect(joinClauses([])).toEqual([]);
  });
});

describe("evidence", () => {
  it("numbers every figure of the text once, with formula, cells and reports", () => {
    const briefing = composeBriefing(factsOf(FULL));
    expect(briefing.evidence.map(({ number }) => number)).toEqual(
      briefing.evidence.map((_, index) => index + 1),
    );
    for (const { figure } of briefing.evidence) {
      expect(figure.formula).not.toBe("");
      expect(figure.reports).not.toBe("");
      expect(figure.href).toMatch(/^\/(compare|reports|checks|\?|#)/);
    }
  });

  it("gives the same fingerprint for the same choices and data, another for others", () => {
    const of = (query: string) => composeBriefing(factsOf({ ...FULL, query })).fingerprint;
    expect(of("")).toBe(of("template=circular&year=2025"));
    expect(of("")).not.toBe(of("base=2023"));
  });
});
