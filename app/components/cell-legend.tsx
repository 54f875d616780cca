import { SEVERITIES } from "#domain/report/severity";
import { SHOWN_STATE_CODES, SHOWN_STATES, type ShownState } from "#domain/report/cell-text";
import cell from "./printed-cell.module.css";
import styles from "./cell-legend.module.css";

const SAMPLES: Readonly<Record<ShownState, string>> = {
  number: "52",
  blank: "",
  slash: "/",
  dash: "—",
  note: "无",
  illegible: "?",
  missing: "缺",
};

interface CellLegendProps {
  readonly states: ReadonlySet<ShownState>;
  /** Whether cells are marked with findings. */
  readonly findings: boolean;
}

/** What the looks of a cell mean; only those that occur. */
export function CellLegend({ states, findings }: CellLegendProps) {
  return (
    <dl className={styles.legend} aria-label="图例">
      {SHOWN_STATE_CODES.filter((state) => states.has(state)).map((state) => (
        <div key={state}>
          <dt>
            <span aria-hidden className={`${styles.sample} ${cell[state] ?? ""}`}>
              {SAMPLES[state]}
            </span>
            {SHOWN_STATES[state].name}
          </dt>
          <dd>{SHOWN_STATES[state].meaning}</dd>
        </div>
      ))}
      {findings ? (
        <div>
          <dt>
            <span aria-hidden className={`${styles.sample} ${cell["aboutE"] ?? ""}`}>
              52<sup className={cell["markE"]}>1</sup>
            </span>
            核查发现
          </dt>
          <dd>
            右上数字为发现的序号：红框为{SEVERITIES.E.name}，黄框为{SEVERITIES.W.name}，灰框为
            {SEVERITIES.I.name}；左侧黄条为该项发现涉及的其他单元格
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
