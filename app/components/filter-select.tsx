import { useState } from "react";
import type { Choice } from "#domain/filters/filters";

interface FilterSelectProps {
  readonly name: string;
  /** What applies, as the address has it. */
  readonly value: string;
  readonly choices: readonly Choice[];
}

/** A list to choose from that keeps the focus while the page follows the choice. */
export function FilterSelect({ name, value, choices }: FilterSelectProps) {
  const [applied, setApplied] = useState(value);
  const [chosen, setChosen] = useState(value);
  if (applied !== value) {
    setApplied(value);
    setChosen(value);
  }
  const groups = [...new Set(choices.map((choice) => choice.group))];
  return (
    <select name={name} value={chosen} onChange={(event) => setChosen(event.target.value)}>
      {groups.map((group) => {
        const options = choices
          .filter((choice) => choice.group === group)
          .map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
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
    </select>
  );
}
