import { Link } from "@remix-run/react";
import {
  formatClean,
  formatCoverage,
  NAMED_AT_MOST,
  type Coverage,
} from "#domain/comparison/coverage";
import { ABSENCES } from "#domain/report/absence";

/** How complete the data behind a figure are: reports loaded of those due, who is missing, how much is clean. */
export function CoverageNote({ coverage }: { readonly coverage: Coverage }) {
  const { missing } = coverage;
  return (
    <>
      {formatCoverage(coverage)}
      {missing.length > NAMED_AT_MOST ? (
        <>
          ，{ABSENCES.not_loaded.name}
          <Link to="/checks">{missing.length}个</Link>
        </>
      ) : (
        missing.map(({ code, name }, index) => (
          <span key={code + name}>
            {index === 0 ? `，${ABSENCES.not_loaded.name}：` : "、"}
            <Link to={`/districts/${code}`}>{name}</Link>
          </span>
        ))
      )}
      。{formatClean(coverage)}
    </>
  );
}
