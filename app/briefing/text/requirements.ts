import type { BriefingFacts } from "#domain/briefing/facts";
import { NAMED_AT_MOST } from "#domain/comparison/coverage";
import { text, type Block, type Piece } from "../briefing";
import { concernsOf } from "../concerns";
import { declared } from "../figures";
import { listed } from "../wording";
import { divisionsOf, errorsOf } from "./reporting";
import { subheading } from "./problems";

interface Requirement {
  readonly heading: string;
  readonly pieces: readonly Piece[];
}

/** 下一步要求: only what the findings call for. */
export function requirements(facts: BriefingFacts): Block[] {
  const found = [...reports(facts), ...corrections(facts), ...samples(facts)];
  if (found.length === 0)
    return [
      {
        kind: "paragraph",
        pieces: text`本次核查和比较没有发现需要整改、核实的事项。请继续按照《条例》第四十九条、第五十条的规定编制和公布年度报告。`,
      },
    ];
  return found.flatMap(({ heading, pieces }, index): Block[] => [
    subheading(index + 1, [heading]),
    { kind: "paragraph", pieces },
  ]);
}

function reports({ coverage, choices }: BriefingFacts): Requirement[] {
  if (coverage.missing.length === 0 || choices.template === "topic") return [];
  const names = listed(
    coverage.missing.map(({ name }) => name),
    NAMED_AT_MOST,
  );
  return [
    {
      heading: "补报年度报告",
      pieces: text`请${names}按照《条例》第四十九条、第五十条的规定补报并公布${choices.filters.year}年度报告；未按要求公布的，依照《条例》第四十七条督促整改。`,
    },
  ];
}

function corrections(facts: BriefingFacts): Requirement[] {
  if (facts.choices.template === "topic") return [];
  const { wrong, late } = errorsOf(facts);
  const asked = facts.findings.filter(({ severity }) => severity === "W");
  const wrongNames = divisionsOf(wrong);
  const others = divisionsOf([...asked, ...late]).filter((name) => !wrongNames.includes(name));
  if (wrongNames.length + others.length === 0) return [];
  const fix =
    wrongNames.length === 0
      ? ""
      : `请${listed(wrongNames, NAMED_AT_MOST)}对照问题清单逐项核对原始台账，属于差错的更正并重新公布。`;
  const explain =
    others.length === 0 ? "" : `请${listed(others, NAMED_AT_MOST)}对照问题清单逐项说明。`;
  return [{ heading: "核实报告数字", pieces: [fix, explain].filter(Boolean) }];
}

function samples(facts: BriefingFacts): Requirement[] {
  const clauses = concernsOf(facts)
    .filter(({ named }) => named.length > 0)
    .map(({ code, named }) => {
      const names = named.map(({ division }) => division);
      return `${declared(code).name}方面为${listed(names, NAMED_AT_MOST)}`;
    });
  if (clauses.length === 0) return [];
  return [
    {
      heading: "抽查案卷",
      pieces: text`请比率高于99.8%控制上限的地区按照附件所列超出件数抽查案卷，核实答复依据并反馈结果：${clauses.join("；")}。`,
    },
  ];
}
