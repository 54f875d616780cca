import { useSubmit } from "@remix-run/react";
import { useRef, type FormEvent } from "react";
import bar from "../../components/filter-bar.module.css";
import styles from "./choices.module.css";

/** A choice among some, as a list. */
export interface Selection {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** What holds when nothing is chosen: left out of the address. */
  readonly fallback: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** A choice of several, as boxes to tick. */
export interface Ticks {
  readonly key: string;
  readonly label: string;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly ticked: boolean;
    /** Whether it holds when nothing is chosen. */
    readonly usual: boolean;
  }[];
}

/** What the issuer states of the document: a line of text or a day; left out of the address where it is empty. */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly type: "text" | "date";
  readonly value: string;
}

interface ChoicesProps {
  readonly selections: readonly Selection[];
  readonly ticks: readonly Ticks[];
  readonly fields: readonly Field[];
}

/**
 * What the briefing shall be, as a plain GET form: it works before JavaScript arrives, and then
 * submits by itself and leaves out of the address whatever was not chosen.
 */
export function Choices({ selections, ticks, fields }: ChoicesProps) {
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);

  function send(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (!form.current) return;
    const given = new FormData(form.current);
    const chosen = new URLSearchParams();
    for (const { key, fallback } of selections) {
      const value = given.get(key);
      if (typeof value === "string" && value !== fallback) chosen.set(key, value);
    }
    for (const { key, options } of ticks) {
      const values = given.getAll(key).map(String);
      const asUsual = options.every(({ value, usual }) => values.includes(value) === usual);
      if (!asUsual) chosen.set(key, values.join(","));
    }
    for (const { key } of fields) {
      const value = given.get(key);
      if (typeof value === "string" && value.trim() !== "") chosen.set(key, value.trim());
    }
    submit(chosen, { method: "get", preventScrollReset: true });
  }

  return (
    <form
      ref={form}
      method="get"
      className={`${bar["bar"] ?? ""} screen-only`}
      onSubmit={send}
      onChange={(event) => event.target instanceof HTMLSelectElement && send(event)}
      aria-label="简报的选择"
    >
      {selections.map(({ key, label, value, options }) => (
        <label key={key} className={bar["part"]}>
          <span className={bar["label"]}>{label}</span>
          <select name={key} defaultValue={value} key={value}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
      ))}
      {fields.length === 0 ? null : (
        <details className={styles.more} open={fields.some(({ value }) => value !== "")}>
          <summary>
            版头、版记和联系方式（已填{fields.filter(({ value }) => value !== "").length}项，共
            {fields.length}项）
          </summary>
          <div className={styles.fields}>
            {fields.map(({ key, label, hint, type, value }) => (
              <label key={`${key}${value}`}>
                {label}
                <input
                  type={type}
                  name={key}
                  defaultValue={value}
                  placeholder={hint}
                  maxLength={100}
                />
              </label>
            ))}
          </div>
          <p className={styles.hint}>
            没有填的，文件里留〔　〕待填；签发人、附注没有填的不印。所填内容只保存在网址里，收藏网址即可再用。
          </p>
        </details>
      )}
      {ticks.map(({ key, label, options }) => (
        <details key={key} className={styles.more}>
          <summary>
            {label}（{options.filter(({ ticked }) => ticked).length}项）
          </summary>
          <div className={styles.boxes}>
            {options.map((option) => (
              <label key={`${option.value}${option.ticked}`}>
                <input
                  type="checkbox"
                  name={key}
                  value={option.value}
                  defaultChecked={option.ticked}
                />
                {option.label}
              </label>
            ))}
          </div>
        </details>
      ))}
      <button type="submit" className={bar["submit"]}>
        生成
      </button>
    </form>
  );
}
