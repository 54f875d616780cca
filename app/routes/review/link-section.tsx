import { DataTable } from "#components/data-table";
import { Section } from "#components/page";
import type { LinkToCorrections } from "#domain/comparison/disputes";
import { LINK_COLUMNS } from "#domain/tables/disputes";
import { CsvLink } from "./csv-link";

interface LinkSectionProps {
  readonly link: LinkToCorrections;
  readonly year: number;
}

/** Whether more 不掌握 answers were followed by more corrections, and what that cannot show. */
export function LinkSection({ link: { groups, correlation }, year }: LinkSectionProps) {
  const { rho, n, interval } = correlation;
  return (
    <Section
      title={`${year - 1}年不掌握率与${year}年纠错的关系`}
      id="link-title"
      lead={`各地按${year - 1}年不掌握率分为三组，看${year}年复议诉讼被纠正的比重（合计之比，已审结口径）。`}
      files={<CsvLink table="link" />}
    >
      <DataTable
        id="link"
        name="不掌握率与纠错"
        columns={LINK_COLUMNS}
        rows={groups}
        rowKey={({ name }) => name}
        barMaximum={1}
      />
      <p>
        {rho === null
          ? "可用的机关不足，不能计算相关系数。"
          : `等级相关系数（Spearman）为${signed(rho)}${interval === null ? "" : `，95%区间${signed(interval.lower)}至${signed(interval.upper)}`}，n＝${n}个机关（上年办理不少于30件且当年有案件审结）。${verdict(interval)}`}
        相关不等于因果：案件少、申请内容不同、审理滞后，都可能造成或掩盖这种关系；不得据此认定答复违法。
      </p>
    </Section>
  );
}

function signed(value: number): string {
  const digits = value.toFixed(2);
  return Number(digits) === 0 ? digits.replace("-", "") : digits.replace("-", "−");
}

function verdict(interval: LinkToCorrections["correlation"]["interval"]): string {
  if (interval === null) return "";
  if (interval.lower > 0) return "区间不含0，不掌握率高的机关次年被纠正的比重也较高。";
  if (interval.upper < 0) return "区间不含0，不掌握率高的机关次年被纠正的比重反而较低。";
  return "区间含0，看不出二者有关。";
}
