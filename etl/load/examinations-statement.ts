/** A finding that makes the figures of its report doubtful: an error in cells that nobody accepted. */
const DOUBTS_FIGURES =
  "severity = 'E' AND len(cells) > 0 AND acceptance IS DISTINCT FROM 'accepted'";

const ofSeverity = (severity: string): string =>
  `CAST(count(CASE WHEN severity = '${severity}' THEN 1 END) AS INTEGER)`;

/**
 * Fills `examinations` from what the checks found: a row for each report they found anything in.
 * Repairs are of what is printed: a report of which a figure was corrected has none.
 */
export const EXAMINATIONS_STATEMENT = `
  INSERT INTO examinations BY NAME
  WITH counted AS (
    SELECT report_id, ${ofSeverity("E")} AS errors, ${ofSeverity("W")} AS warnings,
      ${ofSeverity("I")} AS remarks,
      CAST(count(CASE WHEN ${DOUBTS_FIGURES} THEN 1 END) AS INTEGER) AS doubts
    FROM findings GROUP BY report_id
  ), repaired AS (
    SELECT report_id, list({'table': "table", 'ways': ways} ORDER BY "table") AS repairs
    FROM repairs WHERE report_id NOT IN (SELECT report_id FROM corrections WHERE accepted)
    GROUP BY report_id
  )
  SELECT counted.*, coalesce(repairs, []) AS repairs
  FROM counted LEFT JOIN repaired USING (report_id) ORDER BY report_id`;
