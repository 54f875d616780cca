import { timeInChina } from "#domain/desk/china-time";
import { Form } from "@remix-run/react";
import { Section } from "#components/page";
import type { KeptVersion, PublishData } from "./data.server";
import controls from "../../components/controls.module.css";
import styles from "./publish.module.css";

interface VersionsProps extends Pick<PublishData, "versions" | "restored"> {
  readonly token: string;
  readonly mayRestore: boolean;
}

/** The versions that are kept, each but the one in use with a button that puts it back. */
export function Versions({ versions, restored, token, mayRestore }: VersionsProps) {
  if (versions.length === 0) return null;
  return (
    <Section
      title="保留的版本"
      id="versions"
      lead="恢复只换读者看到的数据，不动收件里的文件：再发布时它们又会进来，请先改好。"
    >
      {restored === null ? null : (
        <p>
          {timeInChina(restored.at)}由第{restored.from}版恢复。
        </p>
      )}
      <ul className={styles.versions}>
        {versions.map((version) => (
          <li key={version.generation}>
            <span>
              <strong>第{version.generation}版</strong>
              {version.isInUse ? "（使用中）" : ""}
            </span>
            <span className={styles.quiet}>{describe(version)}</span>
            {version.isInUse || version.loadedAt === null || !mayRestore ? null : (
              <Form method="post">
                <input type="hidden" name="token" value={token} />
                <input type="hidden" name="version" value={version.generation} />
                <button type="submit" name="intent" value="restore" className={controls.plain}>
                  恢复第{version.generation}版
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function describe({ loadedAt, reports, checksum }: KeptVersion): string {
  return loadedAt === null
    ? "是本系统的另一版本写的，或已损坏，不能恢复"
    : `${timeInChina(loadedAt)}做成，${reports}份报告，校验码${checksum}`;
}
