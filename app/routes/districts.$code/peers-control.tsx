import styles from "./district.module.css";

interface PeersControlProps {
  readonly chosen: string;
  /** Whether there is a city around the division to compare within. */
  readonly withinCity: boolean;
}

/** The part of the filter sentence that chooses the peers. */
export function PeersControl({ chosen, withinCity }: PeersControlProps) {
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
