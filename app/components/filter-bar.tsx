import { useNavigation, useSearchParams, useSubmit } from "@remix-run/react";
import { useRef, type FormEvent, type ReactNode } from "react";
import type { Choice } from "#domain/filters/filters";
import type { FilterControl } from "#request/filter-bar";
import styles from "./filter-bar.module.css";

interface SeveralChoicesProps extends Pick<FilterControl, "value" | "choices" | "severalInWords"> {
  readonly name: FilterControl["key"];
}

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
    for (const { key, severalInWords } of controls)
      if (severalInWords !== undefined && data.has(key)) data.set(key, data.getAll(key).join(","));
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
      {controls.map((control) =>
        control.severalInWords === undefined ? (
          <label key={control.key} className={styles.part}>
            <span className={styles.label}>{control.label}</span>
            <select name={control.key} defaultValue={control.value} key={control.value}>
              <Choices choices={control.choices} />
            </select>
          </label>
        ) : (
          <SeveralChoices
            key={`${control.key} ${control.value}`}
            name={control.key}
            value={control.value}
            choices={control.choices}
            severalInWords={control.severalInWords}
          />
        ),
      )}
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

/** Boxes to tick, by group; what is ticked applies when the form is sent. */
function SeveralChoices({ name, value, choices, severalInWords }: SeveralChoicesProps) {
  const chosen = value.split(",");
  const groups = [...new Set(choices.map(({ group }) => group))];
  return (
    <details className={styles.several} open={value === ""}>
      <summary>{severalInWords}</summary>
      {groups.map((group) => (
        <fieldset key={group ?? ""}>
          {group === undefined ? null : <legend>{group}</legend>}
          {choices
            .filter((choice) => choice.group === group)
            .map((choice) => (
              <label key={choice.value}>
                <input
                  type="checkbox"
                  name={name}
                  value={choice.value}
                  defaultChecked={chosen.includes(choice.value)}
                />
                {choice.label}
              </label>
            ))}
        </fieldset>
      ))}
      <p>选好后点“查看”。</p>
    </details>
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
