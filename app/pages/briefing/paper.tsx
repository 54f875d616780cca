import { Link } from "@remix-run/react";
import type { CSSProperties } from "react";
import { formatOrdinal } from "#briefing/wording";
import { Chart } from "#components/chart";
import { DATASETS } from "#domain/report/division";
import { formatPlainValue, type PlainTable } from "#export/plain-table";
import type { ShownBlock, ShownBriefing, ShownFigure, ShownSection } from "./data.server";
import styles from "./paper.module.css";

interface PaperProps {
  readonly briefing: ShownBriefing;
}

interface LineSpacing extends CSSProperties {
  /** From line to line in print. */
  readonly "--line": string | undefined;
}

/** The briefing as it will be printed; every figure leads to what it is made of. */
export function Paper({ briefing }: PaperProps) {
  const { numbered, head, title, addressee, opening, sections, annexes, dataset } = briefing;
  const isLetter = head?.heading === "letter";
  const spacing: LineSpacing = { "--line": head === null ? undefined : `${head.line}pt` };
  return (
    <div
      className={[
        styles.paper,
        dataset === "demo" ? styles.invented : undefined,
        isLetter ? styles.letter : undefined,
      ]
        .filter(Boolean)
        .join(" ")}
      id="preview"
      style={spacing}
    >
      {dataset === "demo" ? <p className={styles.demo}>{DATASETS.demo.notice}</p> : null}
      {head === null ? null : <Head head={head} />}
      <h2 className={styles.title}>
        {title.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h2>
      {addressee === null ? null : <p>{addressee}</p>}
      {opening.length === 0 ? null : (
        <p className={styles.text}>
          <Pieces pieces={opening} numbered={numbered} />
        </p>
      )}
      {sections.map((section, index) => (
        <section key={section.code}>
          {isLetter ? null : (
            <h3 className={styles.heading}>{`${formatOrdinal(index + 1)}、${section.heading}`}</h3>
          )}
          <Blocks section={section} numbered={numbered} />
        </section>
      ))}
      <AnnexList annexes={annexes} />
      {head === null ? null : <Signature head={head} />}
      {annexes.map((section) => (
        <section key={section.code} className={styles.annex}>
          <p className={styles.annexMark}>附件{annexes.length > 1 ? section.annex : ""}</p>
          <h3 className={styles.annexHeading}>{section.heading}</h3>
          <Blocks section={section} numbered={numbered} />
        </section>
      ))}
      <div className={styles.last}>
        <p className={styles.code}>{briefing.code}</p>
        {head === null ? null : <Colophon head={head} />}
      </div>
    </div>
  );
}

type ShownHead = NonNullable<ShownBriefing["head"]>;

interface HeadProps {
  readonly head: ShownHead;
}

/** 版头: the mark in red, the number, the rule; of a letter the rule first. */
function Head({ head: { heading, mark, size, number, signer } }: HeadProps) {
  const sizes: CSSProperties & Record<`--${string}`, string | number> = {
    "--size": `${size}pt`,
    "--characters": mark.length,
  };
  const shown = (
    <p className={styles.mark} style={sizes}>
      {mark}
    </p>
  );
  if (heading === "letter")
    return (
      <>
        <div className={styles.letterHead}>{shown}</div>
        <p className={styles.letterNumber}>{number}</p>
      </>
    );
  return (
    <div className={styles.documentHead}>
      {shown}
      <p className={signer === null ? styles.number : styles.signed}>
        <span>{number}</span>
        {signer === null ? null : (
          <span>
            签发人：<span className={styles.signer}>{signer}</span>
          </span>
        )}
      </p>
    </div>
  );
}

/** 附件：1.…, the titles of the annexes below the text. */
function AnnexList({ annexes }: { readonly annexes: readonly ShownSection[] }) {
  if (annexes.length === 0) return null;
  return (
    <div className={styles.annexList}>
      <span>附件：</span>
      <ol>
        {annexes.map(({ code, annex, heading }) => (
          <li key={code}>
            {annexes.length > 1 ? `${String(annex)}.` : ""}
            {heading}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** 署名, 成文日期 and 附注. */
function Signature({ head: { issuer, date, indents, note } }: HeadProps) {
  return (
    <div className={styles.signature}>
      <p style={{ paddingRight: `${indents.issuer}em` }}>{issuer}</p>
      <p style={{ paddingRight: `${indents.date}em` }}>{date}</p>
      {note === null ? null : <p className={styles.remark}>（{note}）</p>}
    </div>
  );
}

/** 版记: to whom copies go; of a document also who printed it and when. */
function Colophon({ head: { heading, copies, printer, printed } }: HeadProps) {
  return (
    <div className={heading === "letter" ? styles.letterColophon : styles.colophon}>
      <p>{copies}</p>
      {heading === "letter" ? null : (
        <p className={styles.printed}>
          <span>{printer}</span>
          <span>{printed}印发</span>
        </p>
      )}
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
    case "paragraph":
      return (
        <p className={styles.text}>
          {block.lead === undefined ? null : <b className={styles.lead}>{block.lead}</b>}
          <Pieces pieces={block.pieces} numbered={numbered} />
        </p>
      );
    case "table":
      return <PlainTableView table={block.table} rowsInAll={block.rows} />;
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
            {numbered ? <sup>[{piece.number}]</sup> : null}
          </span>
        ),
      )}
    </>
  );
}

interface PlainTableProps {
  readonly table: PlainTable;
  /** More than it holds where the preview shows its beginning. */
  readonly rowsInAll: number;
}

/** A table of a briefing; the first column leads to the report behind the row. */
function PlainTableView({ table, rowsInAll }: PlainTableProps) {
  const { name, columns, rows, empty, note } = table;
  if (rows.length === 0) return <p className={styles.text}>{empty}</p>;
  const isWorded = columns.every(({ format }) => format === "text");
  const parts = columns.reduce((sum, { width = 1 }) => sum + width, 0);
  return (
    <>
      <div className={styles.frame} role="region" aria-label={name} tabIndex={0}>
        <table className={isWorded ? `${styles.table} ${styles.worded}` : styles.table}>
          <colgroup>
            {columns.map(({ id, width = 1 }) => (
              <col key={id} style={{ width: `${(100 * width) / parts}%` }} />
            ))}
          </colgroup>
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
                    <td key={id} className={format === "text" ? undefined : styles.figures}>
                      {words}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length < rowsInAll ? (
        <p className={styles.note}>
          预览只列前{rows.length}行，共{rowsInAll}行；全表见下载的文件，打印也请用文件。
        </p>
      ) : null}
      {note === undefined ? null : <p className={styles.note}>注：{note}</p>}
    </>
  );
}
