import type { ReactNode } from "react";
import { ListTitle } from "@/components/board/list-title";
import { changeLists } from "@/components/changes/change-lists";
import { MovementTable } from "@/components/changes/movement-table";
import { ProblemChanges } from "@/components/changes/problem-changes";
import { TurnTable } from "@/components/changes/turn-table";
import { DirectiveItems } from "@/components/directives/directive-list";
import { buttonClass } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { FilterLine } from "@/components/views/filter-line";
import { NOTICE_CHANGES, rewordingText, TURNS } from "@/lib/dashboards/changes";
import type { ChangesView } from "@/lib/dashboards/queries";
import { dueDay, extensionText, percent, signed } from "@/lib/format";
import { TURN_NAMES } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import { Dates } from "./dates";

/**
 * 变化: what differs between the ends of two days. `asOf` is carried by the links of its rows;
 * `asked`: the earlier day was chosen by the reader.
 */
export function ChangesBody({
  view,
  asOf,
  asked,
  exports,
}: {
  view: ChangesView;
  asOf: string | undefined;
  asked: boolean;
  /** whether this reader may take the lists as a file */
  exports: boolean;
}) {
  const { board, changes, issued, ordered, choices } = view;
  const { from, to, plan } = changes;
  const lists = changeLists(view);
  const moved = Math.round(plan.after) - Math.round(plan.before);
  const { cities } = board;
  const byKey: Record<string, ReactNode> = {
    raised: <ProblemChanges problems={changes.raised} cities={cities} asOf={asOf} />,
    solved: <ProblemChanges problems={changes.solved} cities={cities} asOf={asOf} />,
    issued: <DirectiveItems directives={issued} cities={cities} asOf={asOf} named />,
    ordered: <DirectiveItems directives={ordered} cities={cities} asOf={asOf} named />,
    due: (
      <ul className="divide-y divide-line border-line border-t">
        {changes.due.map(({ point, before, after }) => (
          <li key={point.number} className="py-2">
            <Link href={paths.point(point.number, { asOf })} className="hover:underline">
              {point.number}. {point.title}
            </Link>{" "}
            <DueChange point={point} before={before} after={after} to={to} />
          </li>
        ))}
      </ul>
    ),
    added: <NoticeChanges points={changes.added} asOf={asOf} said={NOTICE_CHANGES.added} />,
    removed: <NoticeChanges points={changes.removed} asOf={from} said={NOTICE_CHANGES.removed} />,
    reworded: (
      <ul className="divide-y divide-line border-line border-t">
        {changes.reworded.map(({ point, before, what }) => (
          <li key={point.id} className="py-2">
            <Link href={paths.point(point.number, { asOf })} className="hover:underline">
              {point.number}. {point.title}
            </Link>
            <span className="block text-ink-2 text-sm">
              {rewordingText({ point, before, what })} ·{" "}
              <Link
                href={paths.point(before.number, { asOf: from })}
                className="whitespace-nowrap text-accent underline"
              >
                看 {dueDay(from, to)}的文字
              </Link>
            </span>
          </li>
        ))}
      </ul>
    ),
  };
  const sided = new Map(
    TURNS.map((kind) => [kind.toLowerCase(), changes.turns[kind].filter(({ city }) => city)]),
  );
  const aside = (key: string) => {
    const count = sided.get(key)?.length ?? 0;
    return count > 0 ? `，其中一市一侧 ${count} 项` : "";
  };
  for (const kind of TURNS) {
    byKey[kind.toLowerCase()] = (
      <TurnTable
        turns={changes.turns[kind]}
        cities={cities}
        asOf={asOf}
        caption={`${TURN_NAMES[kind]}的要点：此前和现在的状态、进度和原因`}
      />
    );
  }
  return (
    <>
      <ListTitle title="变化" note={`${from} 日终至 ${to} 日终`}>
        {exports && (
          <a
            href={paths.listExport("changes", { from, asOf: to })}
            download
            className={buttonClass("plain", "screen-only")}
          >
            导出 Excel
          </a>
        )}
      </ListTitle>
      <p className="mb-3">
        总体进度 {percent(plan.before)} → <strong>{percent(plan.after)}</strong>，变化{" "}
        {signed(moved)} 个百分点
      </p>
      <Dates from={from} to={to} first={board.plan.issuedOn} choices={choices} asOf={asOf} />
      <FilterLine
        chosen={[asked && `自 ${from} 日终`]}
        all={paths.changes({ asOf })}
        here={paths.changes({ from: asked ? from : undefined })}
      />
      <ul className="mb-4 flex flex-wrap gap-2">
        {lists.map(({ key, name, count }) => (
          <li key={key}>
            <a
              href={`#${key}`}
              className="card block px-3 py-1.5 text-sm hover:border-edge"
              data-live={key}
            >
              {name} <strong className="text-lg">{count}</strong>
            </a>
          </li>
        ))}
      </ul>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid gap-4">
          {lists
            .filter(({ count }) => count > 0)
            .map(({ key, name, count }) => (
              <Card key={key} id={key} title={name} note={`${count} ${unitOf(key)}${aside(key)}`}>
                {byKey[key]}
              </Card>
            ))}
          {lists.every(({ count }) => count === 0) && (
            <Empty>这两天之间没有亮灯、问题、批示、到期日和通知文字的变化。</Empty>
          )}
          <p className="text-ink-2 text-sm">
            亮灯和到期日按两天日终各自的状态比较，期间转过又转回的不在其中；要点的灯未变、一侧的灯变了的，按该市一侧列出。问题、批示、督办单按期间发生的列出，其间又解决、又撤回的注明。
            {lists.some(({ count }) => count === 0) &&
              `没有：${lists
                .filter(({ count }) => count === 0)
                .map(({ name }) => name)
                .join("、")}。`}
          </p>
        </div>
        <Card title="进度变化" note="个百分点">
          <MovementTable changes={changes} asOf={asOf} />
        </Card>
      </div>
    </>
  );
}

/** Points that came with an update of the notice, or went with it. */
function NoticeChanges({
  points,
  asOf,
  said,
}: {
  points: ChangesView["changes"]["added"];
  asOf: string | undefined;
  said: string;
}) {
  return (
    <ul className="divide-y divide-line border-line border-t">
      {points.map(({ id, number, title }) => (
        <li key={id} className="py-2">
          <Link href={paths.point(number, { asOf })} className="hover:underline">
            {number}. {title}
          </Link>
          <span className="block text-ink-2 text-sm">{said}</span>
        </li>
      ))}
    </ul>
  );
}

function unitOf(key: string): string {
  if (key === "issued" || key === "ordered") return "件";
  return key === "raised" || key === "solved" ? "条" : "项";
}

/** Once where the change between the two days is all there ever was; else the way from the first date too. */
function DueChange({
  point: { extension },
  before,
  after,
  to,
}: ChangesView["changes"]["due"][number] & { to: string }) {
  const whole = extension && extension.fromOn === before && extension.toOn === after;
  if (whole) return extensionText(extension, to);
  return (
    <>
      原 {dueDay(before, to)} → 现 {dueDay(after, to)}
      {extension && (
        <span className="block text-ink-2 text-sm">累计：{extensionText(extension, to)}</span>
      )}
    </>
  );
}
