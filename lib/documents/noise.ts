import { fold } from "./fold";

const FIELD =
  "标\\s*题|信息来源|文章来源|稿件来源|来源|稿源|发布时间|发布日期|发布机构|发布单位|发文机关|发文机构|发文单位|制发机关|索引号|索\\s*引\\s*号|主题分类|主题词|主\\s*题\\s*词|分类|公开方式|公开形式|公开类别|公开日期|公开时间|公开属性|公开范围|成文日期|成文时间|发文日期|发文时间|印发日期|生成日期|生效日期|实施日期|有效性|是否有效|有效期|文\\s*号|发文字号|发文文号|信息名称|名\\s*称|体裁分类|体裁|组配分类|公文种类|文种|时效性?|废止日期|失效日期|浏览次数|浏览量|浏览|阅读次数|阅读量|阅读|点击数|点击量|点击率|点击|访问次数|访问量|累计次数|作者|编辑|责任编辑|审核人?|录入|字号|字体大小|字体|文字大小|分享到|分享至|分享|信息分类|服务对象|统一编号|规范性文件编号|关键词|内容概述|网站支持|信息索引";
const FIELDS = new RegExp(`^[#*【\\[（\\s]*(?:${FIELD})\\s*[：】]`, "u");
const WHOLE =
  /^[【（〔\s]*(?:打印(?:本页|此页|文章|正文|内容)?|关闭(?:本页|窗口|页面)?|返回(?:顶部|首页|上页|列表)?|收藏(?:本页)?|我要纠错|纠错|分享|微信|微博|朋友圈|复制链接|设为首页|加入收藏|无障碍(?:浏览|阅读)?|长者模式|手机版|电脑版|网站地图|联系我们|关于我们|使用帮助|听全文|全文下载|下载|保存|字号|大|中|小|次|\[|\]|［|］|【|】|\||A\+?|A-|默认|特大|正文|责任编辑|分享到)[】）〕\s]*$/u;
const STRONG =
  /(?:^(?:首页|网站首页|当前位置|您(?:的|现在的?)?(?:当前)?位置|所在位置).{0,80}$|^.{0,20}首页\s*(?:>|＞|›|»|）|\/|-).{0,80}$|扫一扫|二维码|ICP备|公网安备|网站标识码|版权所有|Copyright|^(?:上一篇|下一篇|上一条|下一条|相关链接|相关文件|相关阅读|相关信息|相关附件|相关新闻|相关政策|相关文档|关联阅读|政策解读|相关解读|文件解读|解读材料|图解|一图读懂|【?解读】?|附件下载|点击下载|下载附件|原文下载|技术支持|网站管理|打印本页|【?打印】?\s*【?关闭)(?:\s*：.{0,60}|[^。，；]{0,20})?$|浏览器|字体\s*：?\s*（?\s*[大小]|【\s*字体|【\s*(?:大|打印)|^分享到?：?|^\s*(?:https?:\/\/|www\.)\S+\s*$)/u;
const FOLDED_CHEVRON = /^(?:[^。，；]{2,16}\s*(?:>|＞|›|»|>>)\s*){1,6}[^。，；]{1,30}$/u;
const REMARK =
  /^[（〔[【\s]*(?:此件|本文|此文|本件|此页|本文件|全文)[^。]{0,16}(?:公开|删减|删节|发布|有删|略|无正文)[^。]{0,8}[）〕\]】]?$/u;

/** Whether a line is of the web page around a notice, not of the notice: 来源, 打印, 首页 > …, ICP备案. */
export function isPageNoise(line: string): boolean {
  if (line.length > 120 && !line.startsWith("#")) return false;
  const folded = fold(line).trim();
  if (/^(?:主送|抄送)/.test(folded)) return false;
  return (
    (FIELDS.test(folded) &&
      (folded.length <= 80 || folded.startsWith("#")) &&
      !/责任编辑部/.test(folded)) ||
    WHOLE.test(line.trim()) ||
    (folded.length <= 120 && (STRONG.test(folded) || FOLDED_CHEVRON.test(line.trim())))
  );
}

/** （此件公开发布）, （本文有删减）: about the paper, not of its text. */
export const isRemark = (line: string) => line.length < 40 && REMARK.test(line.trim());

const DATE =
  "(?:\\d{4}|[二〇○零一三四五六七八九]{4})\\s*年\\s*[\\d一二三四五六七八九十]{1,3}\\s*月\\s*[\\d一二三四五六七八九十]{1,3}\\s*日";
// Two offices may each put the day below their name, side by side.
const DATE_LINE = new RegExp(`^${DATE}(?:\\s+${DATE})*$`, "u");
const OFFICE = /^[\p{Script=Han}（）()、\s]{3,60}$/u;
const OFFICE_END =
  /(?:人民政府|政府|办公厅|办公室|委员会|领导小组|指挥部|专班|局|厅|委|部|中心|党组|管委会|院)\s*(?:（[公印盖签代]?章）)?\s*$/u;

export const isDateLine = (line: string) => DATE_LINE.test(fold(line).trim());

/** A signature: offices alone on a line. */
export const isSignature = (line: string) =>
  OFFICE.test(line) &&
  OFFICE_END.test(fold(line)) &&
  !/[、，。：]$/.test(line.trim()) &&
  !/(?:责任|牵头|配合)(?:单位|部门)/.test(line);

/** What stands below a text: 抄送, who printed it when, office and date run together. */
export function isColophon(line: string): boolean {
  const folded = fold(line).trim();
  return (
    /^(?:抄\s*送|抄\s*报|分\s*送|主题词|共印|印数)/u.test(folded) ||
    (new RegExp(`${DATE}\\s*印发`, "u").test(folded) && folded.length < 80) ||
    (folded.length < 80 &&
      new RegExp(`(?:政府|办公厅|办公室|委员会|局|委|厅)\\s*${DATE}$`, "u").test(folded))
  );
}

/** 本措施自印发之日起施行: of the whole text and no task. */
export const isProvision = (line: string) =>
  /^(?:附则|本(?:政策|措施|若干措施|方案|意见|实施意见|办法|通知|要点|工作要点|计划|行动方案|行动计划|规划|规定|文件|细则|清单|条例|政策措施)[^。，；]{0,30}?(?:自|由|与|有效期|施行|解释|实施|执行|不一致))/u.test(
    fold(line).trim(),
  );

/** （联系人：李某；电话：…） */
export const isContact = (line: string) =>
  line.length < 80 && /^（?\s*联系(?:人|电话|方式|单位)\s*：.*电话/u.test(fold(line).trim());

/** 附件：…, 附：… */
export const isAttachmentLine = (line: string) =>
  /^附\s*(?:件|表|录)?\s*\d{0,2}\s*(?:：|$)/u.test(fold(line).trim()) && line.length < 120;
