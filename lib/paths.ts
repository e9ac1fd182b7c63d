import type { IsoDate } from "./dates";

/** Where each screen is; a page is a noun. `asOf` is carried along so that a link shows the same day. */
export const paths = {
  /** `as` fills in a demonstration account */
  signIn: (next?: string, as?: string) => withQuery("/sign-in", { next, as }),
  overview: (query: Query = {}) => withQuery("/", query),
  chapter: (number: number, query: Query = {}) => withQuery(`/chapters/${number}`, query),
  point: (number: number, query: Query = {}) => withQuery(`/points/${number}`, query),
  points: (query: Query = {}) => withQuery("/points", query),
  units: (query: Query = {}) => withQuery("/units", query),
  unit: (id: number, query: Query = {}) => withQuery(`/units/${id}`, query),
  updates: (query: Query = {}) => withQuery("/updates", query),
  newUpdate: (assignmentId: number, month?: IsoDate, after?: "sent" | "asked" | "saved") =>
    withQuery(`/assignments/${assignmentId}/updates/new`, { month, after }),
  /** 更正 of what was approved for a month */
  correction: (assignmentId: number, month: IsoDate) =>
    withQuery(`/assignments/${assignmentId}/updates/new`, { month, correct: 1 }),
  /** 历次报送 */
  history: (assignmentId: number) => `/assignments/${assignmentId}/updates`,
  reviews: (query: Query = {}) => withQuery("/reviews", query),
  /** 办结核验 */
  completions: () => "/reviews/completions",
  /** 需要协调 */
  problems: (query: Query = {}) => withQuery("/problems", query),
  notifications: (query: Query = {}) => withQuery("/notifications", query),
  /** marks a message read and goes where it leads */
  notification: (id: number) => `/notifications/${id}`,
  /** 催办: what was sent and answered */
  reminders: (query: Query = {}) => withQuery("/reminders", query),
  reminder: (id: number) => `/reminders?only=${id}`,
  /** 催办 of one report, or of those chosen on the page */
  newReminder: (query: { assignment?: number; month?: IsoDate; city?: number } = {}) =>
    withQuery("/reminders/new", query),
  calendar: (query: Query = {}) => withQuery("/calendar", query),
  jobs: () => "/jobs",
  events: () => "/api/events",
  assignments: (query: Query = {}) => withQuery("/assignments", query),
  apiTokens: () => "/api-tokens",
  audit: (query: Query = {}) => withQuery("/audit", query),
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

export type Query = Record<string, string | number | undefined>;

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) search.set(key, String(value));
  }
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}
