import { Link } from "@remix-run/react";
import { type Standing, type StandingPart, standingPieces } from "#domain/comparison/standing";

interface StandingSentenceProps {
  readonly standing: Standing;
  /** Where the name leads; no link when left out. */
  readonly whoHref?: string;
  /** Where the rate leads: its printed cell. */
  readonly figureHref?: string;
  readonly parts?: readonly StandingPart[];
}

/** The one sentence about a body: its name leads to the body, its rate to the printed cell. */
export function StandingSentence({ standing, whoHref, figureHref, parts }: StandingSentenceProps) {
  return (
    <>
      {whoHref === undefined ? standing.who : <Link to={whoHref}>{standing.who}</Link>}
      {standingPieces(standing, parts).map(({ part, before, words }) => (
        <span key={part}>
          {before}
          {part === "figure" && figureHref !== undefined ? (
            <Link to={figureHref}>{words}</Link>
          ) : (
            words
          )}
        </span>
      ))}
      。
    </>
  );
}
