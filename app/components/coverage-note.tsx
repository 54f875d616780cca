import { Link } from "@remix-run/react";
import {
  formatCleanShare,
  cleanShareOf,
  formatCoverage,
  NAMED_AT_MOST,
  type Coverage,
} from "#domain/comparison/coverage";

/** How complete the data behind a figure are: reports loaded of those due, who is missing, how much is clean. */
export function CoverageNote({ coverage }: { readonly coverage: Coverage }) {
  const { missing } = coverage;
  const clean = cleanShareOf(coverage);
  return (
    <>
      {formatCoverage(coverage)}
      {missing.length > NAMED_AT_MOST ? (
        <>
          ，<Link to="/checks">缺{missing.length}个</Link>
        </>
      ) : (
        missing.map(({ code, name }, index) => (
          <span key={code}>
            {index === 0 ? "，缺" : "、"}
            <Link to={`/districts/${code}`}>{name}</Link>
          </span>
        ))
      )}
      。{clean === null ? null : `按办理件数计，${formatCleanShare(clean)}出自未发现差错的报告。`}
    </>
  );
}
