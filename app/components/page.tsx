import type { ReactNode } from "react";
import { DATASETS, type Dataset } from "#domain/report/division";
import styles from "./page.module.css";

interface PageProps {
  readonly title: string;
  /** What stands above the title: where one is. */
  readonly eyebrow?: ReactNode;
  /** What the page answers, in one line. */
  readonly lead?: ReactNode;
  /** What its figures come to: who, how much, since when, how sure. */
  readonly sentence?: ReactNode;
  /** Kind of data shown; every page that shows demo data says so. */
  readonly dataset?: Dataset;
  readonly children: ReactNode;
}

/** The frame of a page: title, the notice of the kind of data, then its sections. */
export function Page({ title, eyebrow, lead, sentence, dataset, children }: PageProps) {
  return (
    <article className={styles.page}>
      {dataset === undefined ? null : <DatasetNotice dataset={dataset} />}
      <header className={styles.header}>
        {eyebrow === undefined ? null : <p className={styles.eyebrow}>{eyebrow}</p>}
        <h1>{title}</h1>
        {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
        {sentence === undefined || sentence === "" ? null : (
          <p className={styles.sentence}>{sentence}</p>
        )}
      </header>
      {children}
    </article>
  );
}

/** Says what kind of data is shown. */
function DatasetNotice({ dataset }: { readonly dataset: Dataset }) {
  return (
    <p className={dataset === "demo" ? styles.demo : styles.real} role="note">
      {DATASETS[dataset].notice}
    </p>
  );
}

interface SectionProps {
  readonly title: string;
  readonly id?: string;
  readonly lead?: ReactNode;
  /** Links to files of what the section shows. */
  readonly files?: ReactNode;
  readonly children: ReactNode;
}

/** A section of a page, with what can be downloaded of it. */
export function Section({ title, id, lead, files, children }: SectionProps) {
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHeader}>
        <h2 id={id}>{title}</h2>
        {files === undefined ? null : <p className={styles.files}>{files}</p>}
      </div>
      {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
      {children}
    </section>
  );
}
