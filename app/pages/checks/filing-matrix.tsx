import { divisionLink, reportLink } from "#tables/links";
import { Link } from "@remix-run/react";
import { TablePageLinks } from "#components/table-page-links";
import {
  FILING_STATES,
  filingStateOf,
  isOneOfSeveral,
  type Filing,
  type FilingState,
} from "#domain/checks/filing";
import { formatConfirmed } from "#domain/report/absence";
import { DIVISION_KINDS } from "#domain/report/body";
import type { TablePage } from "#tables/order";
import styles from "./filing-matrix.module.css";

interface FilingMatrixProps {
  /** Those of one body one after another, each in every year. */
  readonly filings: readonly Filing[];
  readonly years: readonly number[];
  readonly page: TablePage;
  /** The kind of body that is listed. */
  readonly kind: string;
}

/** What the address calls the page of the matrix. */
export const MATRIX_PAGE = "bodies";

/** Bodies down, years across: missing, late, failing, to be explained, clean; told apart by shape and words. */
export function FilingMatrix({ filings, years, page, kind }: FilingMatrixProps) {
  const bodies = filings.flatMap((_, index) =>
    index % years.length === 0 ? [filings.slice(index, index + years.length)] : [],
  );
  const several = filings.some(isOneOfSeveral);
  const hasCities = filings.some(({ city }) => city !== null);
  return (
    <>
      <ul className={styles.legend} aria-label="图例">
        {Object.entries(FILING_STATES).map(([state, { name, mark }]) =>
          state === "unknown" && !several ? null : (
            <li key={state}>
              <span className={`${styles.mark} ${styles[state]}`} aria-hidden>
                <Sign state={state} mark={mark} />
              </span>
              {name}
            </li>
          ),
        )}
        <li>
          <span className={`${styles.mark} ${styles.late}`} aria-hidden>
            <Sign state="late" mark="迟" />
          </span>
          逾期公布
        </li>
      </ul>
      <div className={styles.frame} role="region" aria-label="报告情况" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{several ? "机关" : "地区"}</th>
              {hasCities ? <th scope="col">所属市</th> : null}
              {years.map((year) => (
                <th key={year} scope="col">
                  {year}年
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bodies.map((body) => (
              <tr key={body[0]?.code}>
                <th scope="row">
                  <Link to={divisionLink(body[0]?.division_code ?? "")}>{body[0]?.name}</Link>
                </th>
                {hasCities ? <td>{body[0]?.city}</td> : null}
                {body.map((filing) => (
                  <td key={filing.year} className={styles.cell}>
                    <FilingCell filing={filing} kind={kind} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TablePageLinks {...page} name={MATRIX_PAGE} />
    </>
  );
}

/** Drawn signs, since fonts differ; a state without one keeps its character. */
const SIGNS: Readonly<Record<string, string>> = {
  failing: "M4 4L12 12M12 4L4 12",
  questions: "M5 6a3 3 0 1 1 4.5 2.6C8.4 9.2 8 9.6 8 10.5M8 12.4V13",
  clean: "M3.5 8.5L7 12L13 4.5",
  late: "M8 2.5a5.5 5.5 0 1 0 .01 0M8 5V8.5L10.5 10",
};

function Sign({ state, mark }: { readonly state: string; readonly mark: string }) {
  const path = SIGNS[state];
  if (path === undefined) return <>{mark}</>;
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" className={styles.sign}>
      <path d={path} />
    </svg>
  );
}

/** Where a person says that a body has not published its report. */
function toConfirmation({ division_code: code, name, year }: Filing, kind: string): string {
  const q = DIVISION_KINDS.some((each) => each === kind) ? code : name;
  return `/desk/filings?${new URLSearchParams({ q, kind, year: String(year) }).toString()}#absences`;
}

function FilingCell({ filing, kind }: { readonly filing: Filing; readonly kind: string }) {
  const state: FilingState = filingStateOf(filing);
  const { name, mark } = FILING_STATES[state];
  if (filing.report_id === null && state === "not_loaded")
    return (
      <Link
        to={toConfirmation(filing, kind)}
        className={styles.link}
        title={`${name}；核实没有公布的，点击登记`}
        rel="nofollow"
      >
        <span className={`${styles.mark} ${styles[state]}`} aria-hidden>
          {mark}
        </span>
        <span className="visually-hidden">{name}，登记未公布</span>
      </Link>
    );
  if (filing.report_id === null)
    return (
      <span
        className={`${styles.mark} ${styles[state]}`}
        title={
          filing.report_id === null && filing.confirmed
            ? `${name}：${formatConfirmed(filing.confirmed)}`
            : name
        }
      >
        {mark}
        <span className="visually-hidden">{mark === "" ? name : "报"}</span>
      </span>
    );
  const words = [
    name,
    filing.errors > 0 ? `差错${filing.errors}项` : "",
    filing.questions > 0 ? `需说明${filing.questions}项` : "",
    filing.published_on
      ? `${filing.published_on}公布${filing.late ? "，逾期" : ""}`
      : "公布日期不明",
  ].filter(Boolean);
  return (
    <Link to={reportLink(filing.report_id)} className={styles.link} title={words.join("；")}>
      <span className={`${styles.mark} ${styles[state]}`} aria-hidden>
        <Sign state={state} mark={mark} />
      </span>
      {filing.late ? (
        <span className={`${styles.mark} ${styles.late}`} aria-hidden>
          <Sign state="late" mark="迟" />
        </span>
      ) : null}
      <span className="visually-hidden">{words.join("；")}</span>
    </Link>
  );
}
