import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sealScripts } from "#server/rendering";
import { KnownHosts, policyOf } from "#server/security";
import { readSettings } from "#server/settings";

describe("the hosts that are served", () => {
  const hosts = new KnownHosts(["Gongkai.Example", "政务公开.example", "192.0.2.7"]);

  it.each([
    ["localhost", "own"],
    ["LOCALHOST:3000", "own"],
    ["127.0.0.1:3000", "own"],
    ["[::1]:3000", "own"],
    ["gongkai.example", "own"],
    ["xn--vuq53au6jiyo.example.", "foreign"],
    ["192.0.2.7:8080", "own"],
    ["192.0.2.8", "foreign"],
    ["localhost.evil.example", "foreign"],
    ["evil.example:3000", "foreign"],
    ["a@b:c", "malformed"],
    ["localhost:99999", "malformed"],
    ["local host", "malformed"],
    ["", "malformed"],
    [undefined, "malformed"],
  ])("are told from others: %s is %s", (header, kind) => {
    expect(hosts.kindOf(header)).toBe(kind);
  });

  it("are those of the settings, which refuse what is no name in a sentence", () => {
    const { names, host } = readSettings({
      HOST: "192.0.2.7",
      GONGKAI_HOSTS: "a.example, b.example",
    });
    expect([names, host]).toEqual([["a.example", "b.example", "192.0.2.7"], "192.0.2.7"]);
    expect(() => readSettings({ GONGKAI_HOSTS: "http://a.example" })).toThrow("不含http://");
  });

  it.each([undefined, "", " "])(
    "are asked for on this machine alone where HOST is “%s”",
    (HOST) => {
      expect(readSettings({ HOST }).host).toBe("127.0.0.1");
    },
  );
});

describe("a page that is kept", () => {
  const nonce = "a1b2";
  const hashOf = (code: string) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`;

  it("lets its own scripts run, by what they say, and none that came in with the data", () => {
    const own = `window.x = "报告";`;
    const { html, sources } = sealScripts(
      `<p title="a"><script>steal()</script></p><script nonce="${nonce}">${own}</script><script type="module" nonce="${nonce}">import "a";</script>`,
      nonce,
    );
    expect(sources).toEqual([hashOf(own), hashOf(`import "a";`)]);
    expect(html).not.toContain("nonce");
    const policy = policyOf(sources);
    expect(policy).toContain(`script-src 'self' ${hashOf(own)}`);
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toContain(hashOf("steal()"));
  });
});
