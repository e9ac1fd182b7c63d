import type { DirectiveView } from "../dashboards/directives";
import { DIRECTIVE_LEVEL_NAMES, ORDER_GRADE_NAMES } from "../glossary";
import {
  DIRECTIVE_LIGHT_NAMES,
  directedText,
  LEDGER_STATE_NAMES,
  LIST_HEADS,
  owedText,
  targetName,
} from "../glossary-states";
import { type Column, date, text } from "./rules";

/** The columns of 批示台账, or of that of 督办单, each spread over what it shows; one row each. */
export function directiveColumns(noun: "批示" | "督办单"): Column<DirectiveView>[] {
  const order = noun === "督办单";
  const { state, matter, units, due, issued } = order ? LIST_HEADS.order : LIST_HEADS.directive;
  return [
    { group: state, name: "办理情况", width: 11, cell: ({ light }) => text(lightName(light)) },
    { group: state, name: "等级", width: 10, cell: (row) => text(rankName(row)) },
    { group: state, name: "说明", width: 32, cell: ({ reason }) => text(whyOf(reason)) },
    ...(order
      ? [
          {
            group: matter,
            name: "编号",
            width: 18,
            cell: (row: DirectiveView) => text(row.order?.name ?? ""),
          },
        ]
      : []),
    {
      group: matter,
      name: order ? "督办要求" : "批示内容",
      width: 46,
      cell: (row) => text(row.text),
    },
    {
      group: matter,
      name: order ? "督办事项" : "批示事项",
      width: 34,
      cell: (row) => text(targetName(row)),
    },
    { group: units, name: units, width: 44, cell: (row) => text(unitLines(row)) },
    { group: due, name: "答复时限", width: 12, cell: ({ dueOn }) => date(dueOn) },
    { group: due, name: "余期", width: 22, cell: (row) => text(owedText(row)?.text ?? "") },
    {
      group: issued,
      name: order ? "发出人" : "批示人",
      width: 16,
      cell: ({ issuedBy }) => text(issuedBy),
    },
    {
      group: issued,
      name: order ? "发出日期" : "批示日期",
      width: 12,
      cell: ({ issuedOn }) => date(issuedOn),
    },
  ];
}

function lightName(light: DirectiveView["light"]): string {
  return light === null ? LEDGER_STATE_NAMES.WITHDRAWN : DIRECTIVE_LIGHT_NAMES[light];
}

function rankName({ order, level }: DirectiveView): string {
  return order ? `${ORDER_GRADE_NAMES[order.grade]}督办` : DIRECTIVE_LEVEL_NAMES[level];
}

/** The reason without the light's name, which stands in its own column. */
export function whyOf(reason: string): string {
  return reason.slice(reason.indexOf("：") + 1);
}

/** Every addressed unit with its state, one a line. */
function unitLines({ units, withdrawnOn }: DirectiveView): string {
  return units
    .map((unit) => {
      const { word, left } = directedText(unit, withdrawnOn !== null);
      return `${unit.name} ${word} ${left}`.trim();
    })
    .join("\n");
}
