import { useLocation, useNavigate } from "@remix-run/react";
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { carriedOf } from "#domain/filters/carried";
import styles from "./district-search.module.css";

/** A division as `/districts/find` gives it. */
interface Found {
  readonly code: string;
  readonly name: string;
  readonly within: string;
  readonly to: string;
}

/**
 * Leads to any division by part of its name, by pinyin initials or by its code, or to several side by side, from every page. A plain GET form to
 * the list of divisions; with JavaScript it offers divisions while one types, and the key / brings it up.
 */
export function DistrictSearch() {
  const { search } = useLocation();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const [typed, setTyped] = useState("");
  const [offered, setOffered] = useState<readonly Found[]>([]);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const carried = carriedOf(new URLSearchParams(search));
  const found = open && typed.trim() !== "" ? offered : [];

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      const { target } = event;
      const isWriting =
        target instanceof HTMLElement &&
        (target.isContentEditable || /^(?:INPUT|SELECT|TEXTAREA)$/u.test(target.tagName));
      if (event.key !== "/" || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  const asking = useRef<AbortController>();

  function offer(value: string): void {
    setTyped(value);
    setActive(-1);
    setOpen(true);
    asking.current?.abort();
    if (value.trim() === "") return;
    asking.current = new AbortController();
    // Where nothing can be offered, the form still leads to the list.
    fetchFound(new URLSearchParams([["q", value.trim()], ...carried]), asking.current.signal)
      .then(setOffered)
      .catch(() => undefined);
  }

  function go(to: string): void {
    setTyped("");
    setOpen(false);
    navigate(to);
  }

  function steer(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") setOpen(false);
    else if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setActive((active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length);
    }
  }

  function send(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const chosen = found[active] ?? (found.length === 1 ? found[0] : undefined);
    const asked = new URLSearchParams([["q", typed.trim()], ...carried]);
    if (chosen) go(chosen.to);
    else if (typed.trim() !== "") go(`/districts?${asked.toString()}`);
  }

  return (
    <form
      role="search"
      aria-label="全站查找地区"
      action="/districts"
      className={styles.search}
      onSubmit={send}
    >
      <input
        ref={input}
        name="q"
        type="search"
        role="combobox"
        aria-label="查找地区"
        aria-autocomplete="list"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-activedescendant={active >= 0 ? `${list}-${String(active)}` : undefined}
        aria-keyshortcuts="/"
        autoComplete="off"
        placeholder="地区名称或拼音首字母"
        title="输入名称、拼音首字母（如jtq）或区划代码，几个用顿号隔开就并列比较；按“/”键可随时输入"
        value={typed}
        onChange={(event) => offer(event.target.value)}
        onKeyDown={steer}
        onBlur={() => setOpen(false)}
      />
      {carried.map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <button type="submit">查找</button>
      <ul id={list} role="listbox" aria-label="相符的地区" hidden={found.length === 0}>
        {found.map(({ code, name, within, to }, index) => (
          // The keys are those of the input: the list never has the focus.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={code}
            id={`${list}-${String(index)}`}
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => go(to)}
          >
            {name}
            <span>{within}</span>
          </li>
        ))}
      </ul>
    </form>
  );
}

async function fetchFound(asked: URLSearchParams, signal: AbortSignal): Promise<Found[]> {
  const answer = await fetch(`/districts/find?${asked.toString()}`, { signal });
  if (!answer.ok) return [];
  const { found }: { found: Found[] } = await answer.json();
  return found;
}
