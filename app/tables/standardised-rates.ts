import type { StandardisedRow } from "#domain/comparison/standardised-rates";
import { INDICATORS } from "#domain/indicators/indicators";
import type { TableColumn } from "./column";
import { NO_STRATA, standardisedColumns } from "./standardised";

/** The rates of a division, standardised. */
export const STANDARDISED_COLUMNS: readonly TableColumn<StandardisedRow>[] = [
  {
    id: "indicator",
    header: "指标",
    format: "text",
    value: ({ code }) => INDICATORS[code].name,
  },
  {
    id: "observed",
    header: "实际件数",
    format: "count",
    value: ({ standardised }) => standardised?.observed ?? null,
    why: () => NO_STRATA,
  },
  {
    id: "expected",
    header: "应有件数",
    hint: "各类申请人都按其余地区同类比率办理时应有的件数",
    format: "decimal",
    value: ({ standardised }) => standardised?.expected ?? null,
    why: () => NO_STRATA,
  },
  ...standardisedColumns<StandardisedRow>(),
  {
    id: "own",
    header: "其余差距",
    hint: "与其余地区合计比率的差距减去申请人构成的影响：同类申请人办理结果的不同",
    format: "points",
    value: ({ standardised }) => standardised?.ownPoints ?? null,
    why: () => NO_STRATA,
  },
];
