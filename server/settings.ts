import { isIP } from "node:net";
import { NotStarted } from "./command";
import { type DeskSettings, isProxyAddress } from "./desk-access";

/** What the environment says about the site. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Names, besides those of this machine itself, under which the site may be asked for. */
  readonly names: readonly string[];
  /** Who tells who asks: where a proxy does, no answer may be kept on the way for somebody else. */
  readonly desk: DeskSettings;
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
    desk: readDeskSettings(environment, host),
  };
}

function readDeskSettings(environment: Environment, host: string): DeskSettings {
  const header = (environment["GONGKAI_IDENTITY_HEADER"] ?? "").trim().toLowerCase();
  const listed = (environment["GONGKAI_PROXIES"] ?? "").split(",").map((proxy) => proxy.trim());
  const proxies = listed.filter(Boolean);
  if (header === "" && proxies.length === 0)
    return { by: isLoopback(host) ? "computer" : "nobody" };
  if (header === "" || proxies.length === 0)
    throw new NotStarted(
      "GONGKAI_IDENTITY_HEADER（写明身份的请求头）和GONGKAI_PROXIES（给出它的代理服务器的地址）要一起设置。",
    );
  if (!/^[a-z][a-z\d-]*$/u.test(header))
    throw new NotStarted(
      `GONGKAI_IDENTITY_HEADER应为请求头的名称，如X-Forwarded-User；“${header}”无效。`,
    );
  const wrong = proxies.find((proxy) => !isProxyAddress(proxy));
  if (wrong !== undefined)
    throw new NotStarted(
      `GONGKAI_PROXIES应为IP地址或网段，如10.0.0.5、10.0.0.0/24，多个用逗号隔开；“${wrong}”无效。`,
    );
  return { by: "proxy", header, proxies };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
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
