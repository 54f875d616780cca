import { keysOf } from "../records";

/** What a person may do at the desk, the least first; each role may do what those before it may. */
export const ROLES = {
  view: { name: "查看" },
  review: { name: "核查" },
  publish: { name: "发布" },
} as const;
export type Role = keyof typeof ROLES;
export const ROLE_CODES = keysOf(ROLES);

/** Whoever acts at the desk. */
export interface Actor {
  readonly name: string;
  readonly role: Role;
  /** Codes of the divisions whose reports may be changed, with those below them; `all` is every one. */
  readonly divisions: "all" | readonly string[];
}

/** Whoever sits at the computer that serves the desk: on loopback there is one user, without a password. */
export const LOCAL_USER: Actor = { name: "本机用户", role: "publish", divisions: "all" };

export function hasRole({ role }: Pick<Actor, "role">, needed: Role): boolean {
  return ROLE_CODES.indexOf(role) >= ROLE_CODES.indexOf(needed);
}

/**
 * Whether somebody may change what stands of a division: reports, documents, rows of the reviewed tables.
 * @param division six digits; null where it is not known which, which only who may change all may touch
 */
export function mayChange(
  { divisions }: Pick<Actor, "divisions">,
  division: string | null,
): boolean {
  if (divisions === "all") return true;
  return division !== null && divisions.some((area) => isWithin(division, area));
}

/** Codes nest by pairs of digits (GB/T 2260): 990100 holds 990101, 990000 both. */
function isWithin(division: string, area: string): boolean {
  return division.startsWith(area.replace(/(?:00){1,2}$/u, ""));
}
