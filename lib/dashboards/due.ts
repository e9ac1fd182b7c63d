import { addDays, firstOfMonth, type IsoDate, lastOfMonth, toDbDate } from "../dates";
import { owesReply } from "../directives/rules";
import { extensionText, month as monthName, percent, quoted, redatedText } from "../format";
import { DIRECTED_STATE_NAMES, MILESTONE_STATE_NAMES } from "../glossary";
import { paths, type Query } from "../paths";
import type { Halt } from "../plan/rules";
import type { Actor } from "../policy";
import type { Board } from "./board";
import { type DirectiveView, directivesFor } from "./directives";
import { milestonesOf } from "./milestones";
import { ordersFor } from "./orders";
import { getBoard } from "./queries";
import { reportStateOf, STATES_OF } from "./reporting";

export type DueKind = "PERIOD" | "POINT" | "MILESTONE" | "DIRECTIVE" | "ORDER" | "RESOLUTION";

/** One thing that is due on a day. */
export type DueItem = {
  on: IsoDate;
  kind: DueKind;
  text: string;
  note: string;
  /** with the cut-off date carried along */
  href: (query: Query) => string;
  /** ANSWERED: what was owed has come, and awaits its 认可; PAUSED, CANCELLED: not asked for any more */
  state: "DONE" | "ANSWERED" | "LATE" | "COMING" | Halt;
};

/** Where what is due comes from; one more kind of duty is one more function here. */
const SOURCES: ((board: Board, actor: Actor) => DueItem[])[] = [
  periodsDue,
  milestonesDue,
  pointsDue,
  directivesDue,
  resolutionsDue,
];

export type DueMonth = {
  board: Board;
  month: IsoDate;
  /** Monday to Sunday, the days of the neighbouring months included */
  weeks: { date: IsoDate; items: DueItem[] }[][];
  /** of the month, by day */
  items: DueItem[];
};

/** 到期日历: what is due in one month, as it stood on a day. No statement beyond the board's. */
export async function getDueMonth(actor: Actor, month: IsoDate, asOf: IsoDate): Promise<DueMonth> {
  const board = await getBoard(actor, asOf);
  const all = SOURCES.flatMap((source) => source(board, actor)).sort((a, b) =>
    a.on.localeCompare(b.on),
  );
  const first = firstOfMonth(month);
  const last = lastOfMonth(month);
  const weeks: DueMonth["weeks"] = [];
  for (let monday = mondayOf(first); monday <= last; monday = addDays(monday, 7)) {
    weeks.push(
      [0, 1, 2, 3, 4, 5, 6].map((place) => {
        const date = addDays(monday, place);
        return { date, items: all.filter(({ on }) => on === date) };
      }),
    );
  }
  return {
    board,
    month: first,
    weeks,
    items: all.filter(({ on }) => on >= first && on <= last),
  };
}

function mondayOf(date: IsoDate): IsoDate {
  return addDays(date, -((toDbDate(date).getUTCDay() + 6) % 7));
}

function periodsDue(board: Board): DueItem[] {
  return board.periods.map(({ dueOn, month }, index) => {
    const states = board.points.flatMap((point) =>
      point.units.flatMap((share) => reportStateOf(board, point, share, index) ?? []),
    );
    const reported = states.filter((state) => STATES_OF.REPORTED.includes(state));
    const begun = month <= board.asOf;
    const open = states.length - reported.length;
    return {
      on: dueOn,
      kind: "PERIOD" as const,
      text: `${monthName(month)}进展报送截止`,
      note: begun ? `应报 ${states.length} 份，已报 ${reported.length} 份` : "尚未开始填报",
      href: (query: Query) => paths.reporting({ month: month.slice(0, 7), ...query }),
      state: stateOf(begun && open === 0, dueOn, board.asOf),
    };
  });
}

function pointsDue(board: Board): DueItem[] {
  return board.points.map((point) => ({
    on: point.dueOn,
    kind: "POINT",
    text: `第 ${point.number} 项：${point.title}`,
    note: [
      `进度 ${percent(point.percent)}`,
      ...(point.extension ? [extensionText(point.extension, board.asOf)] : []),
    ].join(" · "),
    href: (query) => paths.point(point.number, query),
    state: stateOf(point.light === "COMPLETED", point.dueOn, board.asOf, point.halted),
  }));
}

function milestonesDue(board: Board): DueItem[] {
  return board.points.flatMap((point) =>
    milestonesOf(point, board.asOf).map(({ title, dueOn, sides, state, redated }) => ({
      on: dueOn,
      kind: "MILESTONE" as const,
      text: `第 ${point.number} 项节点${quoted(title)}`,
      note: [
        sides
          .map((side) => `${side.city.shortName}${MILESTONE_STATE_NAMES[side.state]}`)
          .join("，"),
        ...(redated ? [redatedText(redated, board.asOf)] : []),
      ].join(" · "),
      href: (query: Query) => paths.milestones(point.number, query),
      state: state === "DONE" ? state : (point.halted ?? state),
    })),
  );
}

/** Answers to 批示 and 督办单 the reader may read; a unit that was asked again has a day of its own. */
function directivesDue(board: Board, actor: Actor): DueItem[] {
  const all: DirectiveView[] = [...directivesFor(actor, board), ...ordersFor(actor, board)];
  return all
    .filter(({ withdrawnOn }) => withdrawnOn === null)
    .flatMap(({ id, text, units, order }) =>
      [...new Set(units.map(({ dueOn }) => dueOn))].map((on) => {
        const own = units.filter(({ dueOn }) => dueOn === on);
        const owing = own.filter(({ state }) => owesReply(state));
        return {
          on,
          kind: order ? ("ORDER" as const) : ("DIRECTIVE" as const),
          text: order ? `${order.name}：${text}` : text,
          note: own.map(({ name, state }) => `${name}${DIRECTED_STATE_NAMES[state]}`).join("，"),
          href: (query: Query) => (order ? paths.order(id, query) : paths.directive(id, query)),
          state:
            owing.length > 0 || own.every(({ state }) => state === "SETTLED")
              ? stateOf(owing.length === 0, on, board.asOf)
              : ("ANSWERED" as const),
        };
      }),
    );
}

/** 议定事项 of the meetings held so far. */
function resolutionsDue(board: Board): DueItem[] {
  return board.meetings.flatMap(({ title, resolutions }) =>
    resolutions.flatMap(({ pointId, text, dueOn, units }) => {
      const point = board.points.find(({ id }) => id === pointId);
      if (!point) return [];
      const done = units.filter(({ doneOn }) => doneOn !== null);
      return {
        on: dueOn,
        kind: "RESOLUTION" as const,
        text: `第 ${point.number} 项：${text}`,
        note: `${title} · ${units.length} 家落实，${done.length} 家已完成`,
        href: (query: Query) => paths.point(point.number, query),
        state: stateOf(done.length === units.length, dueOn, board.asOf, point.halted),
      };
    }),
  );
}

function stateOf(
  done: boolean,
  dueOn: IsoDate,
  asOf: IsoDate,
  halted: Halt | null = null,
): DueItem["state"] {
  if (done) return "DONE";
  if (halted) return halted;
  return dueOn < asOf ? "LATE" : "COMING";
}
