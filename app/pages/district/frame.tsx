import { Link, NavLink, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { FilterBar } from "#components/filter-bar";
import { Page } from "#components/page";
import { BRIEFING_TEMPLATES } from "#domain/briefing/templates";
import { formatLifespan, type Level, LEVELS, type Lifespan } from "#domain/report/division";
import styles from "./district.module.css";
import { type Choice, toDivision, toLetter, toSideBySide } from "./links";
import type { DistrictFrameData } from "./request.server";

/** The pages of a division: what follows its address, and what they are called. */
const PARTS = [
  { path: "", name: "概况" },
  { path: "/years", name: "历年变化" },
  { path: "/outcomes", name: "办理结果和申请人" },
  { path: "/sums", name: "与所辖合计核对" },
  { path: "/sheet", name: "一页档案（打印）" },
] as const;

interface DistrictFrameProps extends DistrictFrameData {
  /** Which group is chosen to compare with, as the address says it. */
  readonly peers: string;
  /** The anchors of the page, in its order. */
  readonly contents: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

/** The frame of every page of a division: where it lies, the filters, its pages and the contents of this one. */
export function DistrictFrame(props: DistrictFrameProps) {
  const { related, filters, controls, idle, peers, contents, report, missing, children } = props;
  const { self, predecessors, successors } = related;
  const choice = { year: filters.year, scope: filters.scope };
  return (
    <Page
      title={self.name}
      eyebrow={<Around around={related.around} choice={choice} />}
      lead={
        <Life self={self} predecessors={predecessors} successors={successors} choice={choice} />
      }
      dataset={self.dataset}
    >
      <FilterBar controls={controls} idle={idle}>
        <PeersControl chosen={peers} withinCity={self.level === "county" && self.city !== null} />
      </FilterBar>
      <Parts code={self.code} hasBelow={props.hasBelow && filters.scope === "jurisdiction"}>
        <Link to={toSideBySide([self.code], choice)}>与其他地区并列</Link>
        {report === null ? null : (
          <Link to={toLetter(self, choice)}>{BRIEFING_TEMPLATES.letter.name}</Link>
        )}
      </Parts>
      {Object.keys(contents).length < 2 ? null : (
        <nav aria-label="本页内容" className={`${styles.contents} screen-only`}>
          本页：
          {Object.entries(contents).map(([id, name]) => (
            <a key={id} href={`#${id}`}>
              {name}
            </a>
          ))}
        </nav>
      )}
      {missing === null ? null : (
        <p className={styles.notice} role="note">
          {missing}请换一个年度或数据范围，或见历年报告。
        </p>
      )}
      {children}
    </Page>
  );
}

interface PartsProps {
  readonly code: string;
  readonly hasBelow: boolean;
  readonly children: ReactNode;
}

/** Links between the pages of a division, which keep the filters. */
function Parts({ code, hasBelow, children }: PartsProps) {
  const { search } = useLocation();
  return (
    <nav aria-label="区县档案" className={`${styles.parts} screen-only`}>
      {PARTS.filter(({ path }) => hasBelow || path !== "/sums").map(({ path, name }) => (
        <NavLink key={path} to={`/districts/${code}${path}${search}`} end>
          {name}
        </NavLink>
      ))}
      <span>{children}</span>
    </nav>
  );
}

interface DivisionInTime extends Lifespan {
  readonly code: string;
  readonly level: Level;
}

interface AroundProps {
  readonly around: readonly DivisionInTime[];
  readonly choice: Choice;
}

/** Where the division lies, from the province down. */
function Around({ around, choice }: AroundProps) {
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
  readonly self: DivisionInTime;
  readonly predecessors: readonly DivisionInTime[];
  readonly successors: readonly DivisionInTime[];
  readonly choice: Choice;
}

/** Level, code and boundary changes, with links to its predecessors and successors. */
function Life({ self, predecessors, successors, choice }: LifeProps) {
  return (
    <>
      {[`${LEVELS[self.level]}　区划代码${self.code}`, ...formatLifespan(self)].join("；")}
      <RelatedDivisions words="前身" divisions={predecessors.filter(hasEnded)} choice={choice} />
      <RelatedDivisions
        words="划自"
        divisions={predecessors.filter((each) => !hasEnded(each))}
        choice={choice}
      />
      <RelatedDivisions
        words={hasEnded(self) ? "其后" : "分出"}
        divisions={successors}
        choice={choice}
      />
      {predecessors.length + successors.length === 0
        ? null
        : "。区划调整前后范围不同，不宜直接比较。"}
    </>
  );
}

function hasEnded({ validTo }: DivisionInTime): boolean {
  return validTo !== null;
}

interface RelatedDivisionsProps {
  readonly words: string;
  readonly divisions: readonly DivisionInTime[];
  readonly choice: Choice;
}

function RelatedDivisions({ words, divisions, choice }: RelatedDivisionsProps) {
  if (divisions.length === 0) return null;
  return (
    <>
      ；{words}：
      {divisions.map(({ code, name, validFrom, validTo }, index) => {
        const year = Math.max(validFrom ?? 0, Math.min(choice.year, validTo ?? choice.year));
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

interface PeersControlProps {
  readonly chosen: string;
  /** Whether there is a city around the division to compare within. */
  readonly withinCity: boolean;
}

/** The part of the filter sentence that chooses the peers. */
function PeersControl({ chosen, withinCity }: PeersControlProps) {
  const own = chosen !== "" && chosen !== "city";
  if (!withinCity && !own) return null;
  return (
    <label className={styles.control}>
      <span>比较对象</span>
      <select name="peers" defaultValue={chosen} key={chosen}>
        <option value="">同省同级地区</option>
        {withinCity ? <option value="city">同市同级地区</option> : null}
        {own ? <option value={chosen}>自选地区</option> : null}
      </select>
    </label>
  );
}
