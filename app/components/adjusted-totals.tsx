import { Link } from "@remix-run/react";
import {
  formatAdjustedTotal,
  formatAdjustment,
  listAdjusted,
  type NamedAdjustedTotal,
} from "#domain/comparison/adjusted-total";
import { reportLink } from "#tables/links";

interface AdjustedTotalsProps {
  readonly totals: readonly NamedAdjustedTotal[];
}

/** Both totals, as used and as printed, where they differ, with the reports that make the difference. */
export function AdjustedTotals({ totals }: AdjustedTotalsProps) {
  if (totals.length === 0) return null;
  const reports = listAdjusted(totals);
  return (
    <div role="note" id="adjusted-totals">
      <p>
        {totals.map(formatAdjustedTotal).join("；")}。不同之处在以下{reports.length}份报告（
        <Link to="/method#adjusted">怎样计入</Link>）：
        {reports.map((report, index) => (
          <span key={report.report_id}>
            {index === 0 ? "" : "、"}
            <Link to={`${reportLink(report.report_id)}#adjusted`}>
              {report.division}
              {report.year}年
            </Link>
            （{formatAdjustment(report)}）
          </span>
        ))}
        。
      </p>
    </div>
  );
}
