import { Link } from "@remix-run/react";
import { LEVELS, type Level } from "#domain/report/division";
import { lifeInWords, type DivisionLife } from "#domain/report/division-life";
import { toDivision, type Choice } from "./ways";

interface Place extends DivisionLife {
  readonly code: string;
  readonly level: Level;
}

interface AroundProps {
  readonly around: readonly Place[];
  readonly choice: Choice;
}

/** Where the division lies, from the province down. */
export function Around({ around, choice }: AroundProps) {
  return (
    <>
      {around.map(({ code, name }, index) => (
        <span key={code}>
          {index === 0 ? "" : " / "}
          {index === around.length - 1 ? name : <Link to={toDivision(code, choice)}>{name}</Link>}
        </span>
      ))}
      {" / 区县档案"}
    </>
  );
}

interface LifeProps {
  readonly self: Place;
  readonly predecessors: readonly Place[];
  readonly successors: readonly Place[];
  readonly choice: Choice;
}

/** Level, code and boundary changes, with ways to what it came from and became. */
export function Life({ self, predecessors, successors, choice }: LifeProps) {
  return (
    <>
      {[`${LEVELS[self.level]}　区划代码${self.code}`, ...lifeInWords(self)].join("；")}
      <Kin words="前身" divisions={predecessors.filter(hasEnded)} choice={choice} />
      <Kin
        words="划自"
        divisions={predecessors.filter((each) => !hasEnded(each))}
        choice={choice}
      />
      <Kin words={hasEnded(self) ? "其后" : "分出"} divisions={successors} choice={choice} />
      {predecessors.length + successors.length === 0
        ? null
        : "。区划调整前后范围不同，不宜直接比较。"}
    </>
  );
}

function hasEnded({ valid_to }: Place): boolean {
  return valid_to !== null;
}

interface KinProps {
  readonly words: string;
  readonly divisions: readonly Place[];
  readonly choice: Choice;
}

function Kin({ words, divisions, choice }: KinProps) {
  if (divisions.length === 0) return null;
  return (
    <>
      ；{words}：
      {divisions.map(({ code, name, valid_from, valid_to }, index) => {
        const year = Math.max(valid_from ?? 0, Math.min(choice.year, valid_to ?? choice.year));
        return (
          <span key={code}>
            {index === 0 ? "" : "、"}
            <Link to={toDivision(code, { ...choice, year })}>{name}</Link>
          </span>
        );
      })}
    </>
  );
}
