import "server-only";
import { directivesFor } from "../dashboards/directives";
import { chineseNumeral } from "../format";
import { LIGHT_NAMES } from "../glossary";
import { paths } from "../paths";
import { containsAll } from "./rules";
import type { Asking, Found } from "./sources";

/**
 * 批示 of the plan in force that the actor may read, the newest first: by their own words, or by those
 * of an answer or of what was said of it, which whoever reads the directive reads with it.
 */
export function directives({ actor, board, words, most }: Asking): Found[] {
  return directivesFor(actor, board)
    .flatMap((directive) => {
      const { id, text, target, units, light, issuedBy, issuedOn, dueOn } = directive;
      const answers = units.flatMap(({ name, replies }) =>
        replies.flatMap((reply) => [
          `${name}答复：${reply.text}`,
          ...(reply.decision?.opinion ? [`对${name}的意见：${reply.decision.opinion}`] : []),
        ]),
      );
      const whole = [text, ...answers].join("\n");
      if (!containsAll(whole, words)) return [];
      const state = light === null ? "已撤回" : LIGHT_NAMES[light];
      return [
        {
          id,
          title: `${issuedBy} · ${targetName(target)}`,
          text: [text, ...answers].find((each) => containsAll(each, words)) ?? whole,
          note: `${state} · ${issuedOn} 批示 · ${dueOn} 前答复`,
          href: paths.directive(id),
        },
      ];
    })
    .slice(0, most);
}

/** Files of the answers to 批示 the actor may read, by name. */
export function replyFiles({ actor, board, words }: Asking): Found[] {
  return directivesFor(actor, board).flatMap(({ id: directive, target, units }) =>
    units.flatMap((unit) =>
      unit.replies.flatMap(({ evidence }) =>
        evidence
          .filter(({ name }) => containsAll(name, words))
          .map(({ id, name, version }) => ({
            id,
            title: versioned(name, version),
            text: "",
            note: `${unit.name}答复批示 · ${targetName(target)}`,
            href: paths.directive(directive),
          })),
      ),
    ),
  );
}

/** 方案.docx（第 2 版） */
export function versioned(name: string, version: number): string {
  return version > 1 ? `${name}（第 ${version} 版）` : name;
}

function targetName(target: ReturnType<typeof directivesFor>[number]["target"]): string {
  if (target.kind === "unit") return target.title;
  const { number, title } = target;
  return target.kind === "point"
    ? `第 ${number} 项 ${title}`
    : `第${chineseNumeral(number)}章 ${title}`;
}
