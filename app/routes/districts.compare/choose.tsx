import { useSearchParams } from "@remix-run/react";
import styles from "../../components/filter-bar.module.css";

interface ChooseProps {
  readonly codes: readonly string[];
  /** Divisions of the same level around the first that are not shown. */
  readonly others: readonly { readonly code: string; readonly name: string }[];
}

/** Changes which divisions stand side by side: a plain GET form. */
export function Choose({ codes, others }: ChooseProps) {
  const [parameters] = useSearchParams();
  return (
    <form method="get" className={`${styles.bar} screen-only`} aria-label="选择并列的地区">
      {[...parameters].map(([key, value], index) =>
        key === "codes" ? null : <input key={index} type="hidden" name={key} value={value} />,
      )}
      <label className={styles.part}>
        <span className={styles.label}>区划代码（2至6个，逗号隔开）</span>
        <input name="codes" key={codes.join()} defaultValue={codes.join(",")} size={36} />
      </label>
      {others.length === 0 ? null : (
        <label className={styles.part}>
          <span className={styles.label}>加上</span>
          <select name="codes" defaultValue="">
            <option value="">不加</option>
            {others.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="submit" className={styles.submit}>
        并列
      </button>
    </form>
  );
}
