import { Section } from "#components/page";
import type { Protection } from "#domain/checks/row-slip";
import styles from "./report.module.css";

const WORDS: Readonly<Record<Protection, string>> = {
  yes: "有",
  no: "不符，请核对原件",
  unknown: "无从判断",
};

interface RowGuardProps {
  readonly protections: readonly { readonly name: string; readonly state: Protection }[];
  /** The row it may have been exchanged with, in a sentence. */
  readonly suspicion: string | null;
}

/** What guards the 不掌握 figure against an exchange of whole rows, which every sum would miss. */
export function RowGuard({ protections, suspicion }: RowGuardProps) {
  return (
    <Section
      title="“本机关不掌握”一行的防错"
      id="row-guard"
      lead="两行数字整行对调时各项合计仍然成立，勾稽关系查不出来。以下三项可以防止认错行："
    >
      <dl className={styles.facts}>
        {protections.map(({ name, state }) => (
          <div key={name} className={styles.guard}>
            <dt>{name}</dt>
            <dd>{WORDS[state]}</dd>
          </div>
        ))}
      </dl>
      {suspicion === null ? null : <p role="note">{suspicion}</p>}
    </Section>
  );
}
