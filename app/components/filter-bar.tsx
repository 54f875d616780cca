import { useNavigation, useSearchParams, useSubmit } from "@remix-run/react";
import { useRef, type FormEvent, type ReactNode } from "react";
import type { Choice } from "#domain/filters/filters";
import type { FilterControl } from "#request/filter-bar";
import styles from "./filter-bar.module.css";

interface FilterBarProps {
  readonly controls: readonly FilterControl[];
  /** Sentences about filters that the address chooses and the page does not follow. */
  readonly idle?: readonly string[];
  /** Further controls of the page, named by their key in the address. */
  readonly children?: ReactNode;
  /** Keys of the address that a change of filter keeps. */
  readonly keep?: readonly string[];
}

/**
 * The filters as a sentence. A plain GET form: it works before JavaScript arrives, and then submits
 * by itself, leaves out of the address whatever was not chosen, and never makes one address two steps
 * of the browser's history.
 */
export function FilterBar({ controls, idle = [], children, keep = [] }: FilterBarProps) {
  const [parameters] = useSearchParams();
  const submit = useSubmit();
  const coming = useNavigation().location?.search;
  const form = useRef<HTMLFormElement>(null);

  function send(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (!form.current) return;
    const data = new URLSearchParams();
    const fallbacks = new Map(controls.map(({ key, fallback }) => [String(key), fallback]));
    for (const [key, value] of new FormData(form.current))
      if (typeof value === "string" && value !== "" && value !== fallbacks.get(key))
        data.append(key, value);
    const chosen = data.toString();
    if (coming !== undefined && new URLSearchParams(coming).toString() === chosen) return;
    submit(data, {
      method: "get",
      preventScrollReset: true,
      replace: parameters.toString() === chosen,
    });
  }

  return (
    <form
      ref={form}
      method="get"
      className={styles.bar}
      onSubmit={send}
      onChange={(event) => event.target instanceof HTMLSelectElement && send(event)}
      aria-label="筛选条件"
    >
      {controls.map((control) => (
        <label key={control.key} className={styles.part}>
          <span className={styles.label}>{control.label}</span>
          <select name={control.key} defaultValue={control.value} key={control.value}>
            <Choices choices={control.choices} />
          </select>
        </label>
      ))}
      {children}
      {keep.map((key) => {
        const value = parameters.get(key);
        return value === null ? null : <input key={key} type="hidden" name={key} value={value} />;
      })}
      <button type="submit" className={styles.submit}>
        查看
      </button>
      {idle.length === 0 ? null : (
        <p role="status" className={styles.idle}>
          {idle.join("")}
        </p>
      )}
    </form>
  );
}

function Choices({ choices }: { readonly choices: readonly Choice[] }) {
  const groups = [...new Set(choices.map((choice) => choice.group))];
  return (
    <>
      {groups.map((group) => {
        const options = choices
          .filter((choice) => choice.group === group)
          .map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ));
        return group === undefined ? (
          options
        ) : (
          <optgroup key={group} label={group}>
            {options}
          </optgroup>
        );
      })}
    </>
  );
}
