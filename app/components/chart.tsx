import { useId, useRef } from "react";
import type { Drawing } from "#charts/drawing";
import { footLines, type ChartCaption } from "#charts/page-chart";
import { useChartTip } from "#components/chart-tip";
import styles from "./chart.module.css";

export interface ChartDownloads {
  readonly csv?: string;
  readonly png?: string;
  readonly svg?: string;
}

export interface ChartProps extends ChartCaption {
  readonly drawing: Drawing;
  readonly dataVersion: string;
  readonly downloads?: ChartDownloads;
  /** Id of the table with the same figures. */
  readonly tableId?: string;
  /** What a screen reader is told of the picture; the title when left out. */
  readonly label?: string;
}

const FILES = [
  ["csv", "CSV"],
  ["png", "PNG"],
  ["svg", "SVG"],
] as const;

/**
 * A chart with what it takes to quote it: finding, definition, source, n, what is missing, data
 * version, files. A picture with links is a group of links; any other is one image with a name.
 */
export function Chart(props: ChartProps) {
  const { drawing, title, subtitle, downloads = {}, tableId, label = title } = props;
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const tip = useChartTip(frame);
  const linked = drawing.wide.includes("<a ");
  const pictures = (
    <>
      <Picture svg={drawing.wide} className={styles.wide} hidden={!linked} />
      <Picture svg={drawing.narrow} className={styles.narrow} hidden={!linked} />
    </>
  );
  return (
    <figure className={styles.chart} aria-labelledby={id}>
      <figcaption>
        <p id={id} className={styles.title}>
          {title}
        </p>
        {subtitle ? <p className={styles.subtitle}>{subtitle}</p> : null}
        {tableId ? (
          <a className={styles.skip} href={`#${tableId}`}>
            跳过图形，看同样数字的表格
          </a>
        ) : null}
      </figcaption>
      <div ref={frame} className={styles.frame}>
        {linked ? (
          <div role="group" aria-label={label}>
            {pictures}
          </div>
        ) : (
          <div role="img" aria-label={label}>
            {pictures}
          </div>
        )}
        <div ref={tip} className={styles.tip} aria-hidden="true" hidden />
      </div>
      <footer className={styles.foot}>
        {footLines(props, props.dataVersion).map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p className={styles.files}>
          {tableId ? <a href={`#${tableId}`}>数据表</a> : null}
          {FILES.map(([kind, name]) => {
            const href = downloads[kind];
            return href === undefined ? null : (
              <a key={kind} href={href} download aria-label={`下载${name}：${title}`}>
                {name}
              </a>
            );
          })}
        </p>
      </footer>
    </figure>
  );
}

function Picture({
  svg,
  className,
  hidden,
}: {
  readonly svg: string;
  readonly className: string | undefined;
  readonly hidden: boolean;
}) {
  return (
    <div
      className={className}
      aria-hidden={hidden || undefined}
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}
