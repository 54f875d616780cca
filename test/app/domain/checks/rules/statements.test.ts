import { describe, expect, it } from "vitest";
import type { SectionCode } from "#domain/form/sections";
import { findingsBy, type Given, reportOf } from "../report-of";

type Texts = Partial<Record<SectionCode, string>>;

const messages = (check: string, texts: Texts, given: Given = {}): string[] => {
  const sections = (Object.entries(texts) as [SectionCode, string][]).map(([code, text]) => ({
    code,
    text,
  }));
  return findingsBy(check, reportOf({ ...given, sections })).map(({ message }) => message);
};

describe("what art. 50 requires of a government's report", () => {
  const of = (overview: string): string[] =>
    messages("C-50-4", { overview }, { kind: "government", scope: "jurisdiction" });
  const rest = "年度考核为良好，未发生责任追究情形。";

  it.each([
    "委托第三方机构开展政务公开评估。",
    "聘请高校作为第三方进行测评。",
    "开展社会评议，群众评价良好。",
    "组织群众满意度问卷调查。",
    "邀请企业代表打分。",
    "通过“好差评”接受监督。",
  ])("counts as 社会评议: %s", (words) => {
    expect(of(rest + words)).toEqual([]);
  });

  it.each(["运用第三方检测平台监测网站。", "接受社会监督。"])(
    "does not count as 社会评议: %s",
    (words) => {
      expect(of(rest + words)).toEqual(["未见社会评议的结果情况"]);
    },
  );

  it("counts that nobody was held to account, however it is said", () => {
    const own = "考核优秀，社会评议良好，";
    expect(of(`${own}没有工作人员因此被追究责任。`)).toEqual([]);
    expect(of(`${own}未追究相关人员责任。`)).toEqual([]);
    expect(of(own)).toEqual(["未见责任追究的结果情况"]);
  });
});

describe("the fee for handling information", () => {
  const overdue = { set: { other_fee_overdue_total: 3 } };

  it("may be unpaid where notices were sent and requests lapsed", () => {
    expect(messages("C-FEEX", { other_matters: "全年没有收取信息处理费。" }, overdue)).toEqual([]);
    expect(messages("C-FEEX", { other_matters: "发出收费通知3件，未收取费用。" }, overdue)).toEqual(
      [],
    );
  });

  it("cannot be overdue more often than notices were sent", () => {
    expect(messages("C-FEEX", { other_matters: "发出收费通知2件。" }, overdue)).toEqual([
      expect.stringContaining("为3件，第六部分写发出收费通知2件"),
    ]);
  });

  it.each(["未发出收费通知。", "全年没有发出信息处理费收费通知。", "发出收费通知0件。"])(
    "cannot be overdue where no notice was sent: %s",
    (text) => {
      expect(messages("C-FEEX", { other_matters: text }, overdue)).toHaveLength(1);
    },
  );

  it.each<Texts>([
    { other_matters: "本年度无收费情况。" },
    { other_matters: "收取费用0元。" },
    { overview: "未收取信息处理费。", other_matters: "无。" },
  ])("is stated wherever it stands: %o", (texts) => {
    expect(messages("C-FEE", texts)).toEqual([]);
  });

  it("is not stated by 行政事业性收费 elsewhere", () => {
    const texts = { overview: "行政事业性收费目录已公开。", other_matters: "无。" };
    expect(messages("C-FEE", texts)).toHaveLength(1);
  });
});

describe("the period of a preface", () => {
  const of = (preface: string): string[] => messages("C-PERIOD", {}, { year: 2023, preface });

  it.each([
    "根据《关于做好2022年度报告的通知》编制。统计期限自2023年1月1日起至2023年12月31日止。",
    "办法自2021年1月1日起施行。所列数据期限为2023年1月1日—12月31日。",
    "数据的统计期限自2023年1月1日起。",
  ])("is right in: %s", (preface) => {
    expect(of(preface)).toEqual([]);
  });

  it.each([
    "现公布2022年度报告。统计期限自2023年1月1日起至12月31日止。",
    "所列数据自2022年1月1日起，至2022年12月31日止。",
  ])("is wrong in: %s", (preface) => {
    expect(of(preface)).toHaveLength(1);
  });
});

describe("facts of the body's own", () => {
  const of = (overview: string): string[] => messages("C-GENERIC", { overview });
  const generic =
    "我镇认真贯彻条例，坚持公开为常态、不公开为例外，不断提升公开质量，加强队伍建设，强化监督检查。";

  it("may be written in Chinese numerals", () => {
    expect(of(`${generic}全年召开专题会议三次。`)).toEqual([]);
    expect(of(generic)).toHaveLength(1);
  });
});
