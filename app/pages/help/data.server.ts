import { DataUnavailable } from "#db/engine/connection.server";
import { fetchDataFacts, fetchMostDepartments } from "#db/queries/loaded.server";
import { APPLICANT_TYPES, applicantName } from "#domain/form/requests";
import { INDICATOR_CODES, INDICATORS } from "#domain/indicators/indicators";
import { INDICATOR_GROUPS } from "#domain/indicators/indicator";
import { NOT_CALCULABLE } from "#domain/indicators/number-format";
import { formatCaveat } from "#domain/indicators/law-breaks";
import { ABSENCES } from "#domain/report/absence";
import { SCOPES } from "#domain/report/body";
import { SHOWN_STATE_CODES, SHOWN_STATES } from "#domain/report/cell-text";
import { SEVERITIES } from "#domain/report/severity";
import { TERMS, VERDICT_MEANINGS } from "#domain/statistics/terms";
import { VERDICT_CODES, VERDICTS } from "#domain/statistics/verdict";

interface Entry {
  readonly name: string;
  readonly meaning: string;
}

export interface GlossaryGroup {
  readonly id: string;
  readonly name: string;
  readonly entries: readonly Entry[];
}

const sentence = (words: string): string => (/[。？！]$/u.test(words) ? words : `${words}。`);

const entriesOf = (declared: readonly Entry[]): Entry[] =>
  declared.map(({ name, meaning }) => ({ name, meaning: sentence(meaning) }));

/** Every word that pages use in a sense of their own, from where it is declared. */
function listGlossary(): GlossaryGroup[] {
  const shares = Object.entries(INDICATOR_GROUPS).map(([group, name]) => ({
    id: `indicators-${group}`,
    name: `指标：${name}`,
    entries: entriesOf(
      INDICATOR_CODES.map((code) => INDICATORS[code])
        .filter((indicator) => indicator.group === group)
        .map((indicator) => ({
          name: indicator.name,
          meaning: [indicator.meaning, formatCaveat(indicator)].filter(Boolean).join("。"),
        })),
    ),
  }));
  return [
    { id: "comparison", name: "比较和判断", entries: entriesOf(Object.values(TERMS)) },
    {
      id: "verdicts",
      name: "判断的几种结果",
      entries: entriesOf(
        VERDICT_CODES.map((code) => ({
          name: VERDICTS[code].short,
          meaning: VERDICT_MEANINGS[code],
        })),
      ),
    },
    ...shares,
    {
      id: "reports",
      name: "报告和数字",
      entries: entriesOf([
        ...Object.values(ABSENCES),
        ...SHOWN_STATE_CODES.map((state) => SHOWN_STATES[state]),
        {
          name: NOT_CALCULABLE,
          meaning: "分母为0、所需数字没有填写，或者数字勾稽不符未计入，无法计算；不等于0",
        },
        ...Object.values(SCOPES),
        {
          name: "申请人类型",
          meaning: `报告表三按申请人分列：${APPLICANT_TYPES.map(applicantName).join("、")}`,
        },
      ]),
    },
    {
      id: "findings",
      name: "核查发现的程度",
      entries: entriesOf(Object.values(SEVERITIES)),
    },
  ];
}

/** The words, and what the worked examples lead to; no examples where there are no data. */
export async function loadHelp() {
  const examples = await loadExamples().catch((error: unknown) => {
    if (error instanceof DataUnavailable) return null;
    throw error;
  });
  return { examples, glossary: listGlossary() };
}

/** The newest year, the first province and its first city with reports. */
async function loadExamples() {
  const [{ years, areas }, departments] = await Promise.all([
    fetchDataFacts(),
    fetchMostDepartments(),
  ]);
  const province = areas.find(({ level }) => level === "province");
  const city = areas.find(
    ({ level, code }) => level === "city" && code.slice(0, 2) === province?.code.slice(0, 2),
  );
  return province ? { year: years[0] ?? null, province, city, departments } : null;
}
