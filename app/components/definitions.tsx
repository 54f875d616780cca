import styles from "./definitions.module.css";

interface DefinitionsProps {
  readonly definitions: readonly (readonly [term: string, meaning: string])[];
}

/** Terms with what they mean. */
export function Definitions({ definitions }: DefinitionsProps) {
  return (
    <dl className={styles.list}>
      {definitions.map(([term, meaning]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
