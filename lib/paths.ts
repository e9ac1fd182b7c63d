import type { IsoDate } from "./dates";

/** The parameter in which a copied address names its plan, for whoever may open several. */
export const PLAN_PARAMETER = "plan";

/** Where each screen is; a page is a noun. `asOf` is carried along so that a link shows the same day. */
export const paths = {
  /** `as` fills in a demonstration account */
  signIn: (next?: string, as?: string) => withQuery("/sign-in", { next, as }),
  /** why 统一身份认证 did not let somebody in */
  signInRefused: (refused: string) => withQuery("/sign-in", { refused }),
  /** the same for somebody who is signed in and wanted to link it */
  linkRefused: (refused: string) => withQuery("/password", { refused }),
  /** 工作要点: the plans one may open */
  plans: (query: Query = {}) => withQuery("/plans", query),
  overview: (query: Query = {}) => withQuery("/", query),
  chapter: (number: number, query: Query = {}) => withQuery(`/chapters/${number}`, query),
  point: (number: number, query: Query = {}) => withQuery(`/points/${number}`, query),
  /** the list of a page with the same query, as a file */
  listExport: (list: ExportedList, query: Query) => withQuery(`/api/exports/${list}`, query),
  bulletins: () => "/bulletins",
  bulletin: (id: number) => `/bulletins/${id}`,
  /** its file: a draft as it stands, or the one that was issued */
  bulletinFile: (id: number) => `/api/exports/bulletins/${id}`,
  calendarFeed: (token: string) => `/api/calendar/${token}.ics`,
  points: (query: Query = {}) => withQuery("/points", query),
  /** 填报情况: the reports behind a count */
  reporting: (query: Query = {}) => withQuery("/reporting", query),
  /** 变化 between two days */
  changes: (query: Query = {}) => withQuery("/changes", query),
  /** 两市对比 */
  compare: (query: Query = {}) => withQuery("/compare", query),
  /** 名录, for the admin */
  directory: (query: Query = {}) => withQuery("/units/directory", query),
  directoryFile: () => "/api/exports/units",
  units: (query: Query = {}) => withQuery("/units", query),
  unit: (id: number, query: Query = {}) => withQuery(`/units/${id}`, query),
  updates: (query: Query = {}) => withQuery("/updates", query),
  /** 交接 of one's own work */
  handOver: () => "/updates/hand-over",
  /** `after` says what became of the report before this one, `of` which that was: assignment-month */
  newUpdate: (
    assignmentId: number,
    month?: IsoDate,
    before: { after?: "sent" | "asked" | "saved" | undefined; of?: string | undefined } = {},
  ) => withQuery(`/assignments/${assignmentId}/updates/new`, { month, ...before }),
  /** 更正 of what was approved for a month */
  correction: (assignmentId: number, month: IsoDate) =>
    withQuery(`/assignments/${assignmentId}/updates/new`, { month, correct: 1 }),
  /** 历次报送 */
  history: (assignmentId: number, query: Query = {}) =>
    withQuery(`/assignments/${assignmentId}/updates`, query),
  /** one version of it: the first of a page of 历次报送 */
  report: (assignmentId: number, updateId: number) =>
    `${withQuery(`/assignments/${assignmentId}/updates`, { before: updateId + 1 })}#report-${updateId}`,
  reviews: (query: Query = {}) => withQuery("/reviews", query),
  /** 办结核验 */
  completions: (query: Query = {}) => withQuery("/reviews/completions", query),
  /** 延期审批 */
  extensions: () => "/reviews/extensions",
  /** 节点 of a point */
  milestones: (number: number, query: Query = {}) =>
    withQuery(`/points/${number}/milestones`, query),
  /** 量化指标, for the admin; of one point or of all */
  indicators: (query: Query = {}) => withQuery("/indicators", query),
  /** 举措 of a point, for the admin */
  actionItems: (point: number) => withQuery("/action-items", { point }),
  /** 调整 */
  adjustments: (query: Query = {}) => withQuery("/adjustments", query),
  heatmap: (query: Query = {}) => withQuery("/heatmap", query),
  trend: (query: Query = {}) => withQuery("/trend", query),
  timeline: (query: Query = {}) => withQuery("/timeline", query),
  /** 到期日历 */
  due: (query: Query = {}) => withQuery("/due", query),
  /** 需要协调 */
  problems: (query: Query = {}) => withQuery("/problems", query),
  /** 联席会议 */
  meetings: (query: Query = {}) => withQuery("/meetings", query),
  /** one slide: 0 the whole plan, then the chapters in order, last what was settled */
  meeting: (id: number, query: Query = {}) => withQuery(`/meetings/${id}`, query),
  /** 会议纪要 in Word */
  meetingMinutes: (id: number) => `/api/exports/meetings/${id}`,
  /** one problem with its history */
  problem: (id: number) => `/problems/${id}`,
  notifications: (query: Query = {}) => withQuery("/notifications", query),
  /** 催办: what was sent and answered */
  reminders: (query: Query = {}) => withQuery("/reminders", query),
  reminder: (id: number) => `/reminders?only=${id}`,
  /** 催办 of one report, or of those chosen on the page */
  newReminder: (query: Query = {}) => withQuery("/reminders/new", query),
  /** 批示台账 */
  directives: (query: Query = {}) => withQuery("/directives", query),
  directive: (id: number, query: Query = {}) => withQuery(`/directives/${id}`, query),
  /** 批示 on a point or chapter (by number) or a unit (by id) */
  newDirective: (target: { point?: number; chapter?: number; unit?: number }) =>
    withQuery("/directives/new", target),
  /** 督办单 */
  orders: (query: Query = {}) => withQuery("/supervision-orders", query),
  order: (id: number, query: Query = {}) => withQuery(`/supervision-orders/${id}`, query),
  /** on one city's side of a point (by number) */
  newOrder: (side: { point: number; city: number }) => withQuery("/supervision-orders/new", side),
  /** its Word file */
  orderFile: (id: number) => `/api/exports/supervision-orders/${id}`,
  /** 我的关注 */
  watches: () => "/watches",
  calendar: (query: Query = {}) => withQuery("/calendar", query),
  jobs: () => "/jobs",
  events: () => "/api/events",
  /** 导入: what was read so far, and a new one; `from` fills in the text of an earlier one */
  imports: (query: Query = {}) => withQuery("/imports", query),
  /** one import; `edit` is the point whose form is open */
  import: (id: number, query: Query = {}) => withQuery(`/imports/${id}`, query),
  /** the lines of its source with their numbers */
  importSource: (id: number, line?: number) =>
    `/imports/${id}/source${line === undefined ? "" : `#line-${line}`}`,
  /** where a file or a text is handed in */
  importStart: () => "/api/imports",
  assignments: (query: Query = {}) => withQuery("/assignments", query),
  /** 分工表 of that page with the same query */
  assignmentExport: (query: Query) => withQuery("/api/exports/assignments", query),
  /** 签收 */
  acknowledgements: (query: Query = {}) => withQuery("/acknowledgements", query),
  /** 年度设置 */
  year: () => "/year",
  /** 公开放行, report by report, and the page as it would be */
  releases: (query: Query = {}) => withQuery("/publications", query),
  publicPreview: () => "/publications/preview",
  /** 公开页, for whoever is not signed in */
  publicPage: (query: Query = {}) => withQuery("/public", query),
  /** 账号 */
  accounts: (query: Query = {}) => withQuery("/accounts", query),
  account: (id: number) => `/accounts/${id}`,
  newAccount: () => "/accounts/new",
  importAccounts: () => "/accounts/import",
  accountTemplate: () => "/api/exports/account-template",
  /** 清除演示数据 */
  demonstration: () => "/demonstration",
  /** 修改密码 */
  password: () => "/password",
  /** 动态口令 */
  secondFactor: () => "/second-factor",
  /** 首次设置 */
  setup: () => "/setup",
  apiTokens: () => "/api-tokens",
  audit: (query: Query = {}) => withQuery("/audit", query),
  /** the entries of that page with the same query, as a file */
  auditExport: (query: Query) => withQuery("/api/exports/audit", query),
  search: (query: Query = {}) => withQuery("/search", query),
  /** what Ctrl K asks */
  quickSearch: (query: Query) => withQuery("/api/search", query),
  /** 视图; `save` is a page with its filters that is about to get a name */
  views: (query: Query = {}) => withQuery("/views", query),
  help: () => "/help",
};

/** Request header in which lib/cli/request-guard.ts tells a page its own path and query. */
export const PATH_HEADER = "x-portal-path";
/** Request header in which it says that a page is wanted as HTML, and not as an update of the one on screen. */
export const WHOLE_PAGE_HEADER = "x-portal-whole-page";
/** Cookie that a page sends while it draws itself anew unasked, so that an open page keeps no session alive. */
export const RESTING_COOKIE = "portal-resting";

/** A list that may be taken as a file; named as its page is. */
export type ExportedList =
  | "points"
  | "directives"
  | "supervision-orders"
  | "problems"
  | "reporting"
  | "changes";

export type Query = Record<string, string | number | undefined>;

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) search.set(key, String(value));
  }
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}
