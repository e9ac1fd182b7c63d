import "server-only";
import { type DirectiveView, directivesFor } from "../dashboards/directives";
import { ordersFor } from "../dashboards/orders";
import { chineseNumeral, containsAll } from "../format";
import { DIRECTIVE_LIGHT_NAMES } from "../glossary-states";
import { paths } from "../paths";
import type { Asking, Found } from "./sources";

/**
 * 批示 of the plan in force that the actor may read, the newest first: by their own words, or by those
 * of an answer or of what was said of it, which whoever reads the directive reads with it.
 */
export function directives(asking: Asking): Found[] {
  return found(asking, directivesFor(asking.actor, asking.board));
}

/** 督办单 likewise, by their numbers and reasons too. */
export function orders(asking: Asking): Found[] {
  return found(asking, ordersFor(asking.actor, asking.board));
}

function found({ words, most }: Asking, all: DirectiveView[]): Found[] {
  return all
    .flatMap((directive) => {
      const { id, text, target, units, light, issuedBy, issuedOn, dueOn, order } = directive;
      const own = [
        text,
        directive.withdrawReason ?? "",
        ...(order ? [order.name, order.name.replace(/〔\d{4}〕/, ""), order.reason] : []),
      ];
      const pieces = [
        ...own.map((each) => ({ text: each, place: "" })),
        ...units.flatMap(({ name, replies }) =>
          replies.flatMap(({ id: reply, text: said, decision }) => [
            { text: `${name}答复：${said}`, place: `#reply-${reply}` },
            ...(decision?.opinion
              ? [{ text: `对${name}的意见：${decision.opinion}`, place: `#reply-${reply}` }]
              : []),
          ]),
        ),
      ];
      const whole = pieces.map((piece) => piece.text).join("\n");
      if (!containsAll(whole, words)) return [];
      const piece = pieces.find((each) => containsAll(each.text, words));
      const state = light === null ? "已撤回" : DIRECTIVE_LIGHT_NAMES[light];
      return [
        {
          id,
          title: `${order?.name ?? issuedBy} · ${targetName(target)}`,
          text: piece?.text ?? whole,
          note: `${state} · ${issuedOn} ${order ? "发出" : "批示"} · ${dueOn} 前答复`,
          href: (order ? paths.order(id) : paths.directive(id)) + (piece?.place ?? ""),
        },
      ];
    })
    .slice(0, most);
}

/** Files of the answers to 批示 and 督办单 the actor may read, by name. */
export function replyFiles({ actor, board, words }: Asking): Found[] {
  const all = [...directivesFor(actor, board), ...ordersFor(actor, board)];
  return all.flatMap(({ id: directive, order, target, units }) =>
    units.flatMap((unit) =>
      unit.replies.flatMap(({ id: reply, evidence }) =>
        evidence
          .filter(({ name }) => containsAll(name, words))
          .map(({ id, name, version }) => ({
            id,
            title: versioned(name, version),
            text: "",
            note: `${unit.name}答复${order?.name ?? "批示"} · ${targetName(target)}`,
            href: `${order ? paths.order(directive) : paths.directive(directive)}#reply-${reply}`,
          })),
      ),
    ),
  );
}

/** 方案.docx（第 2 版） */
export function versioned(name: string, version: number): string {
  return version > 1 ? `${name}（第 ${version} 版）` : name;
}

function targetName(target: DirectiveView["target"]): string {
  if (target.kind === "unit") return target.title;
  const { number, title } = target;
  return target.kind === "point"
    ? `第 ${number} 项 ${title}`
    : `第${chineseNumeral(number)}章 ${title}`;
}
