import "server-only";
import { type DirectiveView, directivesFor } from "../dashboards/directives";
import { ordersFor } from "../dashboards/orders";
import { chineseNumeral } from "../format";
import { LIGHT_NAMES } from "../glossary";
import { paths } from "../paths";
import { containsAll } from "./rules";
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
      const answers = units.flatMap(({ name, replies }) =>
        replies.flatMap((reply) => [
          `${name}答复：${reply.text}`,
          ...(reply.decision?.opinion ? [`对${name}的意见：${reply.decision.opinion}`] : []),
        ]),
      );
      const pieces = [text, ...(order ? [order.name, order.reason] : []), ...answers];
      const whole = pieces.join("\n");
      if (!containsAll(whole, words)) return [];
      const state = light === null ? "已撤回" : LIGHT_NAMES[light];
      return [
        {
          id,
          title: `${order?.name ?? issuedBy} · ${targetName(target)}`,
          text: pieces.find((each) => containsAll(each, words)) ?? whole,
          note: `${state} · ${issuedOn} ${order ? "发出" : "批示"} · ${dueOn} 前答复`,
          href: order ? paths.order(id) : paths.directive(id),
        },
      ];
    })
    .slice(0, most);
}

function targetName(target: DirectiveView["target"]): string {
  if (target.kind === "unit") return target.title;
  const { number, title } = target;
  return target.kind === "point"
    ? `第 ${number} 项 ${title}`
    : `第${chineseNumeral(number)}章 ${title}`;
}
