import { Form } from "@remix-run/react";
import {
  type ChangeEvent,
  type DragEvent,
  type MouseEvent,
  useState,
  useSyncExternalStore,
} from "react";
import controls from "../../components/controls.module.css";
import styles from "./desk.module.css";
import { type ChosenFile, filesOfDrop, filesOfInput, useUpload } from "./use-upload";

interface UploadFormProps {
  readonly token: string;
  readonly batch: string;
  readonly limits: {
    readonly megabytes: number;
    readonly bundleMegabytes: number;
    readonly files: number;
  };
  /** Called whenever the server has taken some of the files. */
  readonly onSent: (batch: string) => void;
}

const never = () => () => undefined;
const isBrowser = () => true;
const isServer = () => false;

/** Lets an input take a whole folder, which React has no property for. */
function takeFolder(input: HTMLInputElement | null): void {
  input?.setAttribute("webkitdirectory", "");
}

/** Where documents are dropped or chosen. Without JavaScript it is a form of its own with a button. */
export function UploadForm({ token, batch, limits, onSent }: UploadFormProps) {
  const { progress, send, stop } = useUpload(token, onSent);
  const isReady = useSyncExternalStore(never, isBrowser, isServer);
  const [isOver, setOver] = useState(false);
  const isBusy = progress !== null && !progress.isOver;
  // One that is disabled would lose the focus, and whoever works by the keyboard his place.
  const whileBusy = {
    "aria-disabled": isBusy,
    onClick: (event: MouseEvent): void => {
      if (isBusy) event.preventDefault();
    },
  };
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const chosen: ChosenFile[] = filesOfInput(event.target.files);
    event.target.value = "";
    void send(chosen, batch);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void filesOfDrop(event.dataTransfer.items).then((chosen) => send(chosen, batch));
  };
  return (
    <Form
      method="post"
      action="/desk"
      encType="multipart/form-data"
      reloadDocument
      className={isOver ? `${styles.drop} ${styles.over}` : styles.drop}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      aria-label="收件"
    >
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="batch" value={batch} />
      <p className={styles.invite}>
        {isReady ? "把年度报告文件拖到这里，或者：" : "选择年度报告文件："}
      </p>
      <div className={styles.inputs}>
        <label className={isReady ? styles.choose : undefined}>
          选择文件{isReady ? "" : "（可以选多个，也可以是ZIP）"}
          <input type="file" name="documents" multiple onChange={choose} {...whileBusy} />
        </label>
        {isReady ? (
          <label className={styles.choose}>
            选择整个文件夹
            <input ref={takeFolder} type="file" multiple onChange={choose} {...whileBusy} />
          </label>
        ) : null}
      </div>
      {isReady ? null : (
        <button type="submit" className={controls.submit}>
          收下
        </button>
      )}
      <p className={styles.hint}>
        网页、Word、WPS、Excel、PDF、OFD、文本，和装有它们的ZIP，可以混放、分级存放。每份不超过
        {limits.megabytes}
        MB，ZIP不超过{limits.bundleMegabytes}MB，一批最多{limits.files}
        份。文件夹里的manifest.csv（清单）会用来认定同一级的文件。
      </p>
      <div role="status">
        {progress === null ? null : (
          <p className={progress.failure === null ? undefined : styles.problem}>
            {progress.failure ?? describeSent(progress)}
          </p>
        )}
      </div>
      {isBusy ? (
        <p className={styles.sending}>
          <progress aria-label="发送" max={progress.files} value={progress.sent} />
          <button type="button" className={controls.plain} onClick={stop}>
            停止发送
          </button>
        </p>
      ) : null}
    </Form>
  );
}

function describeSent({
  files,
  sent,
  known,
  isOver,
}: NonNullable<ReturnType<typeof useUpload>["progress"]>): string {
  const repeated =
    known === 0 ? "" : `其中${known}个与已经收到的同名、内容也完全相同，没有重复收。`;
  return isOver ? `${sent}个文件已收到。${repeated}` : `正在发送：${sent}个，共${files}个。`;
}
