import type { TextLine } from "./stream-tokens";
import { isBodyName } from "./title";

const DATE =
  /[(（]?(?:20\d{2}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?|[二〇零○一三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)[)）]?$/;

/** Buttons under an article; a line of nothing else is none of the report's. */
const BUTTONS =
  /^(?:(?:分享(?:到|至)?|打印(?:本页|此页|本文|页面)?|关闭(?:窗口|本页|此页|页面)?|返回(?:顶部|首页|列表)?|收藏(?:本页)?|微信|微博|新浪微博|QQ空间|字[号体]|纠错)[\s\p{P}\p{S}]*)+$/u;
/** What a line at the foot of a page begins with. */
const BEGINNINGS =
  /^(?:分享[到至]|相关(?:附件|链接|阅读|信息|文档|稿件|新闻)|附件下载|[上下]一[篇条]|扫一扫|责任编辑|网站地图|友情链接|联系我们|关于我们|网站声明|浏览次数|阅读次数|(?:网站)?(?:主办|承办|技术支持)(?:单位)?\s*[：:])/;
const ANYWHERE = /版权所有|copyright|©|(?:ICP备|公网安备)\s*\d|网站标识码|备案号\s*[：:]/i;
const SENTENCE = /[，。；]/;

/**
 * The lines of a report's last section without what a page prints after the report: the signature
 * (a body's name alone and a date alone), buttons, links and the owner of the site. Only lines that
 * nobody would write as a sentence end the section.
 */
export function withoutFoot(lines: readonly TextLine[]): readonly TextLine[] {
  const shown = lines.filter((line) => line.text.trim() !== "");
  const texts = shown.map((line) => line.text.trim());
  const foot = texts.findIndex((text, i) => isFurniture(text) || isSigned(text, texts[i + 1]));
  let end = foot < 0 ? texts.length : foot;
  while (end > 0 && isSignature(texts[end - 1] ?? "")) end -= 1;
  return shown.slice(0, end);
}

function isFurniture(text: string): boolean {
  const bare = text.replace(/^[\s\p{P}\p{S}]+/u, "");
  if (BUTTONS.test(bare)) return true;
  return !SENTENCE.test(text) && (BEGINNINGS.test(bare) || ANYWHERE.test(text));
}

/** Whether a body's name and a date stand here, on one line or on two. */
function isSigned(text: string, next: string | undefined): boolean {
  const name = text.replace(DATE, "").trim();
  if (!isBodyName(name)) return false;
  return name !== text || (next !== undefined && isDate(next));
}

function isSignature(text: string): boolean {
  return isDate(text) || isBodyName(text);
}

function isDate(text: string): boolean {
  return text.replace(DATE, "").trim() === "";
}
