import { Link } from "@remix-run/react";
import {
  formatClean,
  formatCoverage,
  groupMissing,
  NAMED_AT_MOST,
  type Coverage,
} from "#domain/comparison/coverage";
import { formatConfirmed } from "#domain/report/absence";

/** How complete the data behind a figure are: reports loaded of those due, who is missing, how much is clean. */
export function CoverageNote({ coverage }: { readonly coverage: Coverage }) {
  return (
    <>
      {formatCoverage(coverage)}
      {groupMissing(coverage.missing).map(({ name: absence, bodies }) =>
        bodies.length > NAMED_AT_MOST ? (
          <span key={absence}>
            ，{absence}
            <Link to="/checks">{bodies.length}个</Link>
          </span>
        ) : (
          bodies.map(({ code, name, confirmed }, index) => (
            <span key={code + name}>
              {index === 0 ? `，${absence}：` : "、"}
              <Link to={`/districts/${code}`}>{name}</Link>
              {confirmed === null ? "" : `（${formatConfirmed(confirmed)}）`}
            </span>
          ))
        ),
      )}
      。{formatClean(coverage)}
    </>
  );
}
