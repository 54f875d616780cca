import { isIP } from "node:net";
import { NotStarted } from "./command";

/** What the environment says about the site. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Names, besides those of this machine itself, under which the site may be asked for. */
  readonly names: readonly string[];
  /** Whether a proxy tells who asks: then no answer may be kept on the way for somebody else. */
  readonly hasIdentity: boolean;
}

const LOOPBACK = "127.0.0.1";

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws NotStarted with the reason in Chinese. */
export function readSettings(environment: Environment): Settings {
  const host = environment["HOST"]?.trim() || LOOPBACK;
  const listed = (environment["GONGKAI_HOSTS"] ?? "").split(",").map((name) => name.trim());
  const own = isIP(host) !== 0 && !isEveryAddress(host) ? [host] : [];
  return {
    host,
    port: parsePort(environment["PORT"]),
    names: [...listed.filter(Boolean).map(parseName), ...own],
    hasIdentity: Boolean(environment["GONGKAI_IDENTITY_HEADER"]?.trim()),
  };
}

function isEveryAddress(host: string): boolean {
  return host === "0.0.0.0" || host === "::";
}

function parseName(given: string): string {
  const name = given.toLowerCase();
  if (isIP(name) !== 0 || /^[\p{L}\p{N}]([\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u.test(name)) return name;
  throw new NotStarted(
    `GONGKAI_HOSTS应为域名或IP地址，多个用逗号隔开，不含http://和端口；“${given}”无效。`,
  );
}

const HIGHEST_PORT = 65_535;

/**
 * The port that the environment names, 3000 where it names none; 0 lets the system choose.
 * @throws NotStarted with the reason in Chinese.
 */
export function parsePort(given = "3000"): number {
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= HIGHEST_PORT) return port;
  throw new NotStarted(
    `端口应为0至${HIGHEST_PORT}的整数，PORT的值“${given}”无效。例如：PORT=3001 npm start`,
  );
}
