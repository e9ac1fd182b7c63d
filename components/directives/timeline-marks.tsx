import type { DirectiveView } from "@/lib/dashboards/directives";
import type { ReadStamp } from "@/lib/directives/queries";
import { dueDay, monthDay } from "@/lib/format";
import { DIRECTED_STATE_NAMES } from "@/lib/glossary";
import type { TimelineMark } from "../points/timeline";
import { cityText } from "../status/city";
import { Link } from "../ui/link";
import { EvidenceList } from "../updates/evidence-list";
import { DirectiveMark } from "./directive-light";
import { directiveHref, RankMark } from "./directive-parts";

/** The 批示 and 督办单 of a point, their answers, and 已阅, for its line of time. */
export function timelineMarks(
  directives: DirectiveView[],
  readMarks: ReadStamp[],
  cities: { id: number }[],
  asOf: string | undefined,
): TimelineMark[] {
  return [
    ...directives.flatMap((directive) => [
      issued(directive, asOf),
      ...directive.units.flatMap((unit) =>
        unit.replies.map((reply) => answered(directive, unit, reply, cities, asOf)),
      ),
    ]),
    ...readMarks.map((mark) => ({
      key: `read-${mark.accountId}-${mark.readOn}`,
      at: mark.readAt,
      dot: "bg-grey-edge",
      node: (
        <p className="text-ink-2 text-sm">
          {mark.post} 已阅 {monthDay(mark.readOn)}
        </p>
      ),
    })),
  ];
}

function issued(directive: DirectiveView, asOf: string | undefined): TimelineMark {
  const { id, text, issuedBy, dueOn, units, order, light, withdrawnOn, withdrawReason } = directive;
  const done = (
    <>
      承办：
      {units
        .map(({ name, state }) =>
          withdrawnOn ? name : `${name}（${DIRECTED_STATE_NAMES[state]}）`,
        )
        .join("、")}{" "}
      · 时限 {dueDay(dueOn, directive.asOf)}
    </>
  );
  return {
    key: `directive-${id}`,
    at: directive.issuedAt,
    dot: "bg-seal-fill",
    node: (
      <div className="rounded-lg border border-seal bg-red-soft px-3 py-2">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5">
          <strong className="text-seal">{order ? `督办单 ${order.name}` : "批示"}</strong>
          <span className="text-ink-2 text-sm">{issuedBy}</span>
          <RankMark {...directive} />
          <DirectiveMark light={light} />
        </p>
        <p className="whitespace-pre-line break-words">{text}</p>
        <p className="text-ink-2 text-sm">{done}</p>
        {withdrawnOn && (
          <p className="text-sm">
            {monthDay(withdrawnOn)}撤回：{withdrawReason}
          </p>
        )}
        <Link href={directiveHref(directive, asOf)} className="text-accent text-sm hover:underline">
          办理情况
        </Link>
      </div>
    ),
  };
}

function answered(
  directive: DirectiveView,
  unit: DirectiveView["units"][number],
  reply: DirectiveView["units"][number]["replies"][number],
  cities: { id: number }[],
  asOf: string | undefined,
): TimelineMark {
  const { decision, readMarks } = reply;
  return {
    key: `reply-${reply.id}`,
    at: reply.repliedAt,
    dot: "bg-seal-fill",
    node: (
      <>
        <p className="flex flex-wrap items-baseline gap-x-2.5">
          <strong className={cityText(cities, unit.cityId)}>{unit.name}</strong>
          <Link href={directiveHref(directive, asOf)} className="text-seal text-sm hover:underline">
            {reply.version > 1 ? "补充答复" : "答复"}
            {directive.order ? `督办单 ${directive.order.name}` : "批示"}
          </Link>
        </p>
        <p className="whitespace-pre-line break-words">{reply.text}</p>
        {reply.evidence.length > 0 && <EvidenceList files={reply.evidence} />}
        <p className="text-ink-2 text-sm">
          {decision === null
            ? "待认可"
            : decision.decision === "ACCEPTED"
              ? `${decision.decider} ${monthDay(decision.decidedOn)}认可`
              : `${decision.decider} ${monthDay(decision.decidedOn)}要求补充：${decision.opinion}`}
          {readMarks.map(({ post, readOn }) => ` · ${post} 已阅 ${monthDay(readOn)}`).join("")}
        </p>
      </>
    ),
  };
}
