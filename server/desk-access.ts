import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import { join } from "node:path";
import type { Request } from "express";
import { readReviewedCsv } from "#etl/intake/reviewed-csv";
import { dataFolder } from "#store/data-folder";
import type { DeskAccess } from "../app/desk/access.server";
import { LOCAL_USER } from "../app/domain/desk/actor";
import { PEOPLE_TABLE } from "../app/domain/desk/people";

/**
 * Who tells who works at the desk: nobody needs to, where only this computer can ask; a proxy, by a header; else nobody
 * can, and it is closed.
 */
export type DeskSettings =
  | { readonly by: "computer" }
  | { readonly by: "nobody" }
  | {
      readonly by: "proxy";
      /** Name of the header, in small letters. */
      readonly header: string;
      /** Addresses, or networks as 10.0.0.0/8, from which alone it is believed. */
      readonly proxies: readonly string[];
    };

const CLOSED = {
  elsewhere: "工作台只在运行本系统的计算机上开放。请在那台计算机上打开。",
  nobody:
    "工作台没有开放：本系统可以从别的计算机访问，而还没有配置怎样确认使用者的身份。请系统维护人员配置（docs/serving.md 有说明）。",
  direct: "工作台要从单位登录后的网址打开。请不要直接使用这个地址。",
  unnamed: "没有收到登录者的身份，工作台没有开放。请先登录，再打开这个网址。",
  faulty: "人员表（people.csv）有误，工作台没有开放。请系统维护人员查看服务器的提示并改正。",
} as const;

/** Decides whose request it is. */
export class DeskGate {
  readonly #settings: DeskSettings;
  readonly #proxies: BlockList;

  constructor(settings: DeskSettings) {
    this.#settings = settings;
    this.#proxies = listOf(settings.by === "proxy" ? settings.proxies : []);
  }

  /** Whether a request bears the header of an identity though it does not come from a named proxy. */
  isForged({ headers, socket }: IncomingMessage): boolean {
    if (this.#settings.by !== "proxy") return false;
    return this.#settings.header in headers && !this.#isProxy(socket.remoteAddress);
  }

  async accessOf(request: Request): Promise<DeskAccess> {
    const settings = this.#settings;
    if (settings.by === "nobody") return closed(CLOSED.nobody);
    if (settings.by === "computer")
      return isFromHere(request) ? { state: "open", actor: LOCAL_USER } : closed(CLOSED.elsewhere);
    if (!this.#isProxy(request.socket.remoteAddress)) return closed(CLOSED.direct);
    const name = nameIn(request.headers[settings.header]);
    return name === null ? closed(CLOSED.unnamed) : accessOfPerson(name);
  }

  #isProxy(address = ""): boolean {
    const family = isIP(address);
    return family !== 0 && this.#proxies.check(address, family === 4 ? "ipv4" : "ipv6");
  }
}

function closed(reason: string): DeskAccess {
  return { state: "closed", reason };
}

function listOf(proxies: readonly string[]): BlockList {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = "", bits] = proxy.split("/");
    const family = isIP(address) === 4 ? "ipv4" : "ipv6";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** Whether something names an address or a network. */
export function isProxyAddress(given: string): boolean {
  const [address = "", bits, ...more] = given.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
  );
}

/** The name in a header: Node hands its bytes on as Latin-1, proxies write UTF-8. Null where there is none, or several. */
function nameIn(header: string | string[] | undefined): string | null {
  if (typeof header !== "string") return null;
  const name = Buffer.from(header, "latin1").toString("utf8").trim();
  return name === "" ? null : name;
}

/** What the table of people says of somebody; whoever does not stand there, or has no area, may do nothing. */
async function accessOfPerson(name: string): Promise<DeskAccess> {
  try {
    const people = await readReviewedCsv(join(dataFolder(), "people.csv"), PEOPLE_TABLE);
    const actor = people.find(({ row }) => row.name === name)?.row;
    if (actor === undefined)
      return closed(`“${name}”不在人员表里，没有工作台的权限。请与系统维护人员联系。`);
    if (actor.divisions.length === 0)
      return closed(`人员表没有给“${name}”写明地区，工作台没有开放。请与系统维护人员联系。`);
    return { state: "open", actor };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return closed(CLOSED.faulty);
  }
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);
const NAMES_OF_HERE = new Set(["localhost", "127.0.0.1", "[::1]"]);
/** What proxies add to the requests that they hand on. */
const HANDED_ON = /^(?:forwarded|via|x-forwarded-|x-real-ip$|x-client-ip$|cf-connecting-ip$)/u;

/**
 * Whether somebody at this computer asks. What a proxy hands on comes from elsewhere: most say so, and some ask in HTTP/1.0,
 * which no browser does. A name that somebody else made lead here is none under which a page of this computer asks.
 */
function isFromHere({ socket, headers, hostname, httpVersion }: Request): boolean {
  const isHandedOn =
    httpVersion === "1.0" || Object.keys(headers).some((name) => HANDED_ON.test(name));
  return LOOPBACK.has(socket.remoteAddress ?? "") && NAMES_OF_HERE.has(hostname) && !isHandedOn;
}
