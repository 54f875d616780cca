import { useLocation, useNavigation, useSearchParams, useSubmit } from "@remix-run/react";
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { CARRIED_FILTERS } from "#domain/filters/carried";
import type { FilterControl } from "#request/filter-bar";
import styles from "./filter-bar.module.css";
import { FilterSelect } from "./filter-select";

interface SeveralChoicesProps extends Pick<FilterControl, "value" | "choices" | "severalInWords"> {
  readonly name: FilterControl["key"];
}

interface FilterBarProps {
  readonly controls: readonly FilterControl[];
  /** Sentences about filters that the address chooses and the page does not follow. */
  readonly idle?: readonly string[];
  /** Further controls of the page, named by their key in the address. */
  readonly children?: ReactNode;
  /** Keys of the address that a change of filter keeps, besides those that the menu carries. */
  readonly keep?: readonly string[];
}

/** How long a choice made by keys may still change before it is taken, in milliseconds. */
const SETTLED = 600;

/**
 * The filters as a sentence. A plain GET form: it works before JavaScript arrives, and then submits
 * by itself, leaves out of the address whatever was not chosen, and never makes one address two steps
 * of the browser's history. What is chosen with the arrow keys is taken once they rest. On a telephone
 * the controls are folded behind the sentence.
 */
export function FilterBar({ controls, idle = [], children, keep = [] }: FilterBarProps) {
  const { pathname } = useLocation();
  const [parameters] = useSearchParams();
  const submit = useSubmit();
  const coming = useNavigation().location?.search;
  const form = useRef<HTMLFormElement>(null);
  const isByKey = useRef(false);
  const settling = useRef<ReturnType<typeof setTimeout>>();
  const shown = new Set(controls.map(({ key }) => String(key)));
  const kept = [...CARRIED_FILTERS, ...keep].filter((key) => !shown.has(key));

  useEffect(() => () => clearTimeout(settling.current), []);

  function send(): void {
    clearTimeout(settling.current);
    settling.current = undefined;
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
      action: pathname,
      preventScrollReset: true,
      replace: parameters.toString() === chosen,
    });
  }

  function change({ target }: FormEvent<HTMLFormElement>): void {
    if (!(target instanceof HTMLSelectElement)) return;
    clearTimeout(settling.current);
    if (isByKey.current) settling.current = setTimeout(send, SETTLED);
    else send();
  }

  function press({ key }: KeyboardEvent): void {
    isByKey.current = true;
    if (key === "Enter" && settling.current !== undefined) send();
  }

  return (
    // Hears the keys and clicks of its own controls.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      method="get"
      action={pathname}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onChange={change}
      onKeyDown={press}
      onPointerDown={() => {
        isByKey.current = false;
      }}
      onBlur={() => settling.current !== undefined && send()}
      aria-label="筛选条件"
    >
      <details className={styles.fold}>
        <summary>改变筛选条件</summary>
      </details>
      <div className={styles.bar}>
        {controls.map((control) =>
          control.severalInWords === undefined ? (
            <label key={control.key} className={styles.part}>
              <span className={styles.label}>{control.label}</span>
              <FilterSelect name={control.key} value={control.value} choices={control.choices} />
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
        {kept.map((key) => {
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
      </div>
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
