import { Link } from "@remix-run/react";
import type { LoadedGroup } from "#db/loaded-groups.server";
import type { FilterValues } from "#domain/filters/filters";
import { BODY_KINDS } from "#domain/report/body-kind";
import { LEVELS } from "#domain/report/division";
import { SCOPES } from "#domain/report/scope";

interface FewProps {
  readonly areaName: string;
  readonly compared: number;
  readonly elsewhere: readonly (LoadedGroup & { readonly to: string })[];
}

/** The filters that lead to a group; of whole-jurisdiction reports the kind is known. */
export function groupChoice({ year, level, scope, kind }: LoadedGroup): Partial<FilterValues> {
  return { year, level, scope, ...(scope === "organ" ? { kind } : {}) };
}

/** Says so where there is no group to compare within, and leads to the reports that there are. */
export function Few({ areaName, compared, elsewhere }: FewProps) {
  if (compared > 1) return null;
  if (compared === 1)
    return <p role="status">只有1份报告，不成比较组：下面只是该地区自己的数字，没有高低可言。</p>;
  return (
    <div role="status">
      <p>{areaName}没有符合所选条件的报告。已载入的有：</p>
      <ul>
        {elsewhere.map(({ year, level, scope, kind, reports, to }) => (
          <li key={to + kind}>
            <Link to={to}>
              {year}年度 · {LEVELS[level]} · {BODY_KINDS[kind]}
              {SCOPES[scope].name}报告
            </Link>
            （{reports}份）
          </li>
        ))}
      </ul>
    </div>
  );
}
