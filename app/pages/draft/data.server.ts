import { checkDraft, type DraftCheck } from "#desk/draft-check.server";
import { isFormToken } from "#desk/form-token.server";
import type { Actor } from "#domain/desk/actor";
import { DraftUnread, readDraft } from "#desk/read-draft.server";
import { UploadRefused, withUpload } from "#desk/upload.server";

export type DraftAnswer =
  | { readonly state: "refused"; readonly reason: string }
  | { readonly state: "checked"; readonly checks: readonly DraftCheck[] };

/** Checks the document of a form; nothing of it is left afterwards. */
export async function answerDraft(request: Request, actor: Actor): Promise<DraftAnswer> {
  try {
    const isOwnForm = (fields: ReadonlyMap<string, string>): boolean =>
      isFormToken(fields.get("token") ?? "", actor);
    return await withUpload(request, isOwnForm, async (upload) => {
      const checks: DraftCheck[] = [];
      for (const reading of await readDraft(upload)) checks.push(await checkDraft(reading));
      return checks.length === 0
        ? refuse("这个文件里没有找到报告。")
        : { state: "checked", checks };
    });
  } catch (error) {
    if (error instanceof UploadRefused || error instanceof DraftUnread)
      return refuse(error.message);
    throw error;
  }
}

function refuse(reason: string): DraftAnswer {
  return { state: "refused", reason };
}
