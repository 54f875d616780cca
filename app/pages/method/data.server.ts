import { TERMS } from "#domain/statistics/terms";
import { formatLawYears } from "#domain/laws/laws";
import { ABSENCES } from "#domain/report/absence";
import { ADJUSTMENTS } from "#domain/checks/adjustment";
import { describeCheckRules } from "#domain/checks/rule-list";
import { EDITIONS } from "#domain/form/edition";
import { INDICATORS } from "#domain/indicators/indicators";
import { distributionOf } from "#domain/indicators/indicator";
import { formatPercent, NOT_CALCULABLE } from "#domain/indicators/number-format";
import { SHOWN_STATE_CODES, SHOWN_STATES } from "#domain/report/cell-text";
import { WINSORISED } from "#domain/statistics/dispersion";
import { FLAGGED_YEARS_MEANING, FLAGGED_YEARS_NAME } from "#domain/statistics/flagged-years";
import {
  DEFAULT_LIMIT_MODEL,
  LIMIT_MODEL_CODES,
  LIMIT_MODELS,
  PROMISES,
} from "#domain/statistics/funnel";
import { twoSided } from "#domain/statistics/normal";
import { wilsonInterval } from "#domain/statistics/ratio";
import { TREND_POINTS } from "#domain/statistics/trend";
import {
  ALARM_LEVELS,
  formatVerdict,
  LEAST_FOR_OWN_SPREAD,
  LEAST_JUDGED,
  NAMING_LEVEL,
  RATE_FLOOR,
  VERDICT_CODES,
  VERDICTS,
} from "#domain/statistics/verdict";

/** A term and what it means. */
type Definition = readonly [term: string, meaning: string];

export interface MethodData {
  readonly checks: ReturnType<typeof describeCheckRules>;
  /** How what is not a number is kept apart from 0. */
  readonly states: readonly Definition[];
  /** How reports whose figures do not add up enter sums. */
  readonly adjustments: readonly Definition[];
  readonly methods: readonly Definition[];
  readonly verdicts: readonly string[];
}

/** What the method page says, from the declarations that the program runs on. */
export function loadMethod(): MethodData {
  return {
    checks: describeCheckRules(),
    states: STATES,
    adjustments: ADJUSTMENT_RULES,
    methods: METHODS,
    verdicts: VERDICT_CODES.map(formatVerdict),
  };
}

const STATES: readonly Definition[] = [
  ["0", "报告填写了数字0。"],
  ...SHOWN_STATE_CODES.filter((state) => state !== "number").map((state): Definition => {
    const { name, meaning } = SHOWN_STATES[state];
    return [name, `${meaning}。`];
  }),
  ...Object.values(ABSENCES).map(({ name, meaning }): Definition => [name, `${meaning}。`]),
  [NOT_CALCULABLE, "分母为0，或所需数字整项均未填写，无法计算。"],
  ["不完整", "某张表有行列缺失或无法辨认，该表的数字不计入任何合计，等待人工核对。"],
];

const ADJUSTMENT_RULES: readonly Definition[] = [
  [
    "照印不改",
    "报告印出的数字在任何页面都照原样显示；以下只决定合计、比较基准和离散程度采用什么数字，各页、各文件一致。",
  ],
  [
    ADJUSTMENTS.corrected.name,
    "经人核实并登记的更正代替所印数字，各项核查、发现和合计随即按更正后的数字重新计算。",
  ],
  [
    ADJUSTMENTS.repaired.name,
    "表三、表四的数字不满足格式规定的勾稽关系时，如果只改一格就能使各项关系全部成立，而且只有这一种改法，合计按这一改法计入。",
  ],
  [
    ADJUSTMENTS.set_aside.name,
    "有几种改法，或者改一格不能解决的，不成立的关系所涉及的各格不计入任何合计；负数、小数和部分大于全部的数字同样不计入。没有涉及到的指标照常计入。",
  ],
  [
    "空白记0",
    "同一行印有其他数字的空白，以及由合计和平衡关系证明为0的空白、斜线或横线，按0计入；总计空白的，按分项相加计入。整行空白又无从证明的，不当作0，有关指标记“—”：例如上年结转、结转下年度两行都空白时，平衡关系只能证明两者相等，不能证明是0，办结率、结转率因此不能计算。",
  ],
  ["两种合计", "采用的合计与按所印数字的合计不同时，页面同时列出两个数字和有关报告的名称。"],
];

const LATEST_EDITION = Math.max(...EDITIONS);
const HAN = new Intl.NumberFormat("zh-Hans-u-nu-hanidec");

/** 10% */
function formatShare(share: number): string {
  return `${Number((100 * share).toFixed(1))}%`;
}

/** The level of limits that leave so much beyond each: 99.8%. */
function levelOf(level: keyof typeof ALARM_LEVELS): string {
  return formatShare(1 - 2 * ALARM_LEVELS[level]);
}

function wilsonExample(): string {
  const example = { numerator: 3, denominator: 8 };
  const interval = wilsonInterval(example);
  if (interval === null) return "";
  const { lower, upper } = interval;
  return `${example.numerator}/${example.denominator}的区间为${formatPercent(lower)}至${formatPercent(upper)}。`;
}

const Z_998 = twoSided(1 - 2 * ALARM_LEVELS["998"]).toFixed(2);
const Z_95 = twoSided(1 - 2 * ALARM_LEVELS["95"]).toFixed(2);
const EVENTS = Object.values(INDICATORS).flatMap((indicator) =>
  distributionOf(indicator) === "poisson" ? [indicator.name] : [],
);
const BROKEN = Object.values(INDICATORS).flatMap(({ name, breaks }) => (breaks ? [name] : []));

/** The statistics, with their sources. */
const METHODS: readonly Definition[] = [
  [
    "合计比率",
    "一组机关的比率是分子合计除以分母合计，不是各机关比率的平均。中位数只作参考，并写明是中位数。",
  ],
  ["95%区间", `单个比率的Wilson区间（Wilson 1927）：件数越少，区间越宽。${wilsonExample()}`],
  [
    "漏斗图与控制限",
    `以办理件数为横轴、比率为纵轴，以全组合计比率为中线，画出${levelOf("95")}和${levelOf("998")}控制限（Spiegelhalter 2005）；件数少时用二项分布的精确限。判断时，每个机关只与组内其余机关的合计比率比较，并计入该比率本身的不确定；只有件数占全组很大一部分的机关，判断才会与图上的界线略有出入。`,
  ],
  [
    "比较组",
    `与全省同级、同类、同一数据范围的全部机关比较。按地区筛选只决定列出哪些机关，不改变比较组。可判断的机关不足${LEAST_JUDGED}个的组不作判断，也不画控制限；不足${LEAST_FOR_OWN_SPREAD}个的组，机关间差异并用各年数据估计。`,
  ],
  [
    "机关间固有差异",
    `各地工作内容不同，比率的差异通常大于纯随机波动。先对件数达到判断门槛的机关，在反正弦尺度上对z值作${formatShare(WINSORISED)}缩尾，求离散系数φ和机关间方差τ²，再相应放宽控制限；φ、τ²与结果一同印出。判断标准可选：${LIMIT_MODEL_CODES.map((code) => LIMIT_MODELS[code].name).join("、")}，未选时为“${LIMIT_MODELS[DEFAULT_LIMIT_MODEL].name}”。`,
  ],
  [
    `${EVENTS.join("、")}`,
    "复议、诉讼与办理件数之比不是办理件数的一部分：一件申请可以有几件复议、诉讼，也可以是往年办理的，所以没有100%的上限，也不因件数多于办理件数而不作判断。区间为泊松区间（Garwood 1936）除以办理件数；控制限用泊松分布的精确限，尺度用平方根代替反正弦。",
  ],
  [
    "控制限、z和概率的算法",
    `列有判断的文件都带有以下各列，可据此重算。设某机关件数为n、比率为p，其余机关（不含本机关）件数合计为D、合计比率为t（“其余地区合计比率”），各机关件数平方之和（不含本机关）为S。其余地区合计的方差v＝1/(4D)＋τ²S/D²；z＝(asin√p－asin√t)÷√(1/(4n)＋τ²＋v)，${EVENTS.join("、")}以√代替asin√。${levelOf("998")}和${levelOf("95")}控制限取两者中离t较远的：二项分布（${EVENTS.join("、")}用泊松分布）的精确限，按Spiegelhalter（2005）在相邻整数间内插；以及sin²(asin√t±${Z_998}√(1/(4n)＋τ²＋v))，95%为±${Z_95}。比率达到或者越过控制限的，就是判断为偏高、偏低的（下限为0的不判断为偏低）。从严的双侧概率是2×min(上侧，下侧)，每一侧取精确概率与正态概率中较大的一个，τ²用“从严的τ²”；校正后的概率是组内作出判断的全部机关的从严概率经Benjamini–Hochberg校正所得。组内机关不足${LEAST_FOR_OWN_SPREAD}个时τ²还用到其他年度，以文件所列τ²为准。`,
  ],
  [
    "判断的门槛",
    `分母不足${RATE_FLOOR}件的机关只列出数字，不作高低判断：真实比率为20%时，20件的机关仅因偶然就有两成年份达到30%以上。`,
  ],
  [
    "件数少的地区",
    `一年不足${RATE_FLOOR}件的地区，另列两项。历年合计：已载入各年（区划调整过的从调整后起）的分子、分母分别相加；应有件数按每年其余地区的合计比率逐年计算后相加，所以法律修订前后的年度可以一起看；以应有件数÷历年分母为目标比率，按与单个年度相同的控制限判断，历年分母仍不足${RATE_FLOOR}件的不判断。收缩估计：以全省各地为先验的经验贝叶斯估计（贝塔—二项分布，后验均值和中间95%），件数越少越向全省靠拢，只供参考，不作判断。`,
  ],
  ["超出件数", "实际件数减去按组内其余机关合计比率应有的件数，即建议抽查的案卷数。"],
  [
    FLAGGED_YEARS_NAME,
    `${FLAGGED_YEARS_MEANING}。每一年只与当年的同组机关比较，格式更换和法律修订之前的年度因此照计。`,
  ],
  ...Object.values(INDICATORS).flatMap(({ name, denominator, alternatives = [] }) =>
    denominator === undefined || alternatives.length === 0
      ? []
      : [
          [
            TERMS.denominators.name,
            `${name}除以“${denominator.name}”为分母外，再分别以${alternatives.map((other) => `“${other.name}”`).join("、")}为分母各判断一次。“4种中3种${VERDICTS.high_998.short}”是：能作判断的4种分母中，有3种${VERDICTS.high_998.name}。各种分母下都${VERDICTS.high_998.short}的，与分母怎样选取无关；只在一种分母下如此的，可能只是分母所致。某种分母的件数不足判断门槛的，不计入。`,
          ] as const,
        ],
  ),
  [
    "申请人构成",
    "按申请人类型间接标准化：把各类申请人的件数乘以其余机关同类申请人的比率，相加得应有件数；实际除以应有大于1为多于应有件数。区间为本机关比率的精确二项区间（Clopper与Pearson 1934）除以应有比率，机关间固有差异较大时按控制限的标准差放宽，因此与旁边的判断一致：申请人构成与其余机关相同时，区间不含1的，就是判断为偏高或者偏低的。与其余机关比率的差距由此分成申请人构成的影响和其余差距两部分，相加等于差距。分申请人的数字不全或不合的报告不作标准化。",
  ],
  [
    "趋势",
    `区县档案的历年比率用Cochran–Armitage χ²检验判断趋势，并计入各年围绕趋势的波动：φ为各年偏离趋势的χ²除以（年数−2），不小于1；t＝√(χ²/φ)，自由度为年数−2（双侧，与${levelOf("998")}控制限相同的显著程度）。两三个年度不成趋势：格式更换（${LATEST_EDITION}年度）、法律修订（${formatLawYears()}年，限复议诉讼）和区划调整之后，有${HAN.format(TREND_POINTS)}年以上数字才判断，否则写明年份不足。`,
  ],
  [
    "预期误报",
    `即使各地并无实质差异，也会有少数机关因随机波动越过控制限。页面印出大约的误报数：较少的数假定各地固有差异大致呈正态分布，较多的数假定差异全属正常而且明显偏斜（指数分布）。简报只点名按从严控制限的概率、经Benjamini–Hochberg校正后仍不超过${formatShare(NAMING_LEVEL)}的机关，其余写为需要关注、证据不足以点名。这一保证以各地真实比率大致呈正态分布为前提：模拟中，没有地区真正突出的比较组里，约${formatShare(PROMISES.namedIfNormal)}会误点至少一个；真实比率明显偏斜（少数地区一向高得多）的，可达${formatShare(PROMISES.namedIfSkewed)}。因此点名只是抽查案卷的依据，不是结论。`,
  ],
  [
    "同类相比",
    `全辖区报告只与全辖区报告比较，本机关报告只与同类机关比较；格式更换（${LATEST_EDITION}年度）、法律修订（${formatLawYears()}年）和区划调整在图上标出。区划调整前后的数字，以及法律修订前后的${BROKEN.join("、")}，不与上年比较。`,
  ],
];
