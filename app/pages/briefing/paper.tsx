import { Link } from "@remix-run/react";
import { formatDay, formatOrdinal } from "#briefing/wording";
import { Chart } from "#components/chart";
import { DATASETS } from "#domain/report/division";
import { formatPlainValue, type PlainTable } from "#export/plain-table";
import type { ShownBlock, ShownBriefing, ShownFigure, ShownSection } from "./data.server";
import styles from "./paper.module.css";

interface PaperProps {
  readonly briefing: ShownBriefing;
}

/** The briefing as it will be printed; every figure leads to what it is made of. */
export function Paper({ briefing }: PaperProps) {
  const { numbered } = briefing;
  return (
    <div className={styles.paper} id="preview">
      {briefing.dataset === "demo" ? <p className={styles.demo}>{DATASETS.demo.notice}</p> : null}
      <h2 className={styles.title}>
        {briefing.title.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h2>
      {briefing.addressee === null ? null : <p>{briefing.addressee}</p>}
      <p className={styles.text}>
        <Pieces pieces={briefing.opening} numbered={numbered} />
      </p>
      {briefing.sections.map((section, index) => (
        <section key={section.code}>
          <h3 className={styles.heading}>{`${formatOrdinal(index + 1)}、${section.heading}`}</h3>
          <Blocks section={section} numbered={numbered} />
        </section>
      ))}
      <p className={styles.note}>
        范围：{briefing.inWords}。数据截止日期：{formatDay(briefing.loadedOn)}。
      </p>
      <p className={styles.note}>
        校验指纹：<code>{briefing.fingerprint}</code>
      </p>
      {briefing.annexes.map((section) => (
        <section key={section.code} className={styles.annex}>
          <h3 className={styles.annexHeading}>
            附件{section.annex}　{section.heading}
          </h3>
          <Blocks section={section} numbered={numbered} />
        </section>
      ))}
    </div>
  );
}

interface BlocksProps {
  readonly section: ShownSection;
  readonly numbered: boolean;
}

function Blocks({ section, numbered }: BlocksProps) {
  return (
    <>
      {section.blocks.map((block, index) => (
        <BlockView key={index} block={block} numbered={numbered} />
      ))}
    </>
  );
}

interface BlockProps {
  readonly block: ShownBlock;
  readonly numbered: boolean;
}

function BlockView({ block, numbered }: BlockProps) {
  switch (block.kind) {
    case "heading":
      return (
        <h4 className={styles.subheading}>
          <Pieces pieces={block.pieces} numbered={numbered} />
        </h4>
      );
    case "paragraph":
      return (
        <p className={styles.text}>
          <Pieces pieces={block.pieces} numbered={numbered} />
        </p>
      );
    case "table":
      return <PlainTableView table={block.table} />;
    case "chart":
      return <Chart {...block.chart} dataVersion={block.dataVersion} />;
  }
}

interface PiecesProps {
  readonly pieces: readonly (string | ShownFigure)[];
  readonly numbered: boolean;
}

function Pieces({ pieces, numbered }: PiecesProps) {
  return (
    <>
      {pieces.map((piece, index) =>
        typeof piece === "string" ? (
          piece
        ) : (
          <span key={index} className={styles.figure}>
            <Link to={piece.href} title={piece.title}>
              {piece.text}
            </Link>
            {numbered ? (
              <sup>
                <a href={`#evidence_${piece.number}`} aria-label={`数字依据第${piece.number}项`}>
                  [{piece.number}]
                </a>
              </sup>
            ) : null}
          </span>
        ),
      )}
    </>
  );
}

/** A table of a briefing; the first column leads to the report behind the row. */
function PlainTableView({ table }: { readonly table: PlainTable }) {
  const { name, columns, rows, empty, note } = table;
  if (rows.length === 0) return <p className={styles.text}>{empty}</p>;
  return (
    <>
      <div className={styles.frame} role="region" aria-label={name} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map(({ id, header }) => (
                <th key={id} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ values, href, anchor }, row) => (
              <tr key={row} id={anchor}>
                {columns.map(({ id, format }, index) => {
                  const words = formatPlainValue(values[index] ?? null, format);
                  return index === 0 ? (
                    <th key={id} scope="row">
                      {href === undefined ? words : <Link to={href}>{words}</Link>}
                    </th>
                  ) : (
                    <td key={id} className={format === "text" ? undefined : styles.number}>
                      {words}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {note === undefined ? null : <p className={styles.note}>注：{note}</p>}
    </>
  );
}
