import { explainFailure } from "#desk/explain-failure.server";
import { isFormToken } from "#desk/form-token.server";
import { readPlan } from "#desk/publishing-files.server";
import { cancelPlanning, restoreKept, startTask, TaskRefused } from "#desk/publishing.server";
import { type Actor, mayChange } from "#domain/desk/actor";
import { warningsUnread } from "#domain/desk/plan";
import { dataStore } from "#store/data-folder";
import { refuseArea } from "./data.server";

/** What keeps a form from being followed, and the warnings that were ticked in it. */
export interface PublishRefusal {
  readonly reason: string;
  readonly ticked: readonly string[];
}

/** Ids as `cli/desk-publish.ts` takes them. */
const WARNING_ID = /^[0-9a-f]{12}$/u;

/**
 * Does what a form of the page asks for: to plan, to cancel planning, to publish, to restore. Null where it is done or
 * begun.
 */
export async function answerPublish(form: FormData, actor: Actor): Promise<PublishRefusal | null> {
  const ticked = form
    .getAll("read")
    .filter((id): id is string => typeof id === "string" && WARNING_ID.test(id));
  const refuse = (reason: string): PublishRefusal => ({ reason, ticked });
  if (!isFormToken(textOf(form, "token"), actor))
    return refuse("页面打开得太久，或系统重新启动过。请再点一次。");
  const store = dataStore();
  try {
    switch (textOf(form, "intent")) {
      case "plan":
        await startTask(store, "plan", actor);
        return null;
      case "cancel":
        await cancelPlanning(store);
        return null;
      case "publish": {
        const plan = await readPlan(store);
        if (!plan?.to) return refuse("没有准备好的下一版。请先准备发布。");
        const outside = refuseArea(actor, plan);
        if (outside !== null) return refuse(outside);
        if (plan.errors.length > 0) return refuse("有问题没有解决，不能发布。");
        const unread = warningsUnread(plan, ticked);
        if (unread.length > 0)
          return refuse(`还有${unread.length}项提醒没有勾选，没有发布。请逐项看过再勾选。`);
        await startTask(store, "publish", actor, [ticked.join(",")]);
        return null;
      }
      case "restore":
        if (!mayChange(actor, null))
          return refuse("恢复旧版会改动全部地区的数据，请由管辖全部地区的人恢复。");
        await restoreKept(store, Number(textOf(form, "version")), actor);
        return null;
      default:
        return refuse("表单不完整。请刷新页面后再试。");
    }
  } catch (error) {
    const why = error instanceof TaskRefused ? error.message : explainFailure(error);
    if (why !== null) return refuse(why);
    throw error;
  }
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
