import "server-only";
import { demonstrationActor } from "../accounts/queries";
import { acknowledge, answerObjection, raiseObjection } from "../acknowledgements/commands";
import { db } from "../platform/db";
import { at, type Desk } from "./desks";

/** Units that still have to acknowledge, and those that object: by the unit's account and point. */
const SILENT = ["ly-jyj", "my-xzf"];
const OBJECTIONS = [
  { account: "jn-kjj", reason: "本局只涉及其中一项平台对接，建议改为配合单位。", declined: null },
  {
    account: "ly-czj",
    reason: "要点内容与本局职责关系不大，建议移出。",
    declined: "正文中的资金保障涉及贵局职责，请按责任单位推进。",
  },
];

/** 签收 of what the notice assigned, in the days after it was issued; what an interrupted load left is skipped. */
export async function acknowledgeAssignments(desks: Desk[]): Promise<void> {
  const admin = await demonstrationActor("admin");
  const open = await db().assignmentTerm.findMany({
    where: {
      endsOn: null,
      startedById: null,
      acknowledgement: null,
      objections: { none: {} },
      assignmentId: { in: desks.map(({ assignmentId }) => assignmentId) },
    },
    select: { id: true, assignmentId: true },
  });
  const accounts = [...new Set(desks.map(({ actor }) => actor.name))];
  for (const name of accounts) {
    const own = desks.filter(({ actor }) => actor.name === name);
    const [desk] = own;
    const terms = open.filter((term) =>
      own.some((each) => each.assignmentId === term.assignmentId),
    );
    const [first, ...others] = terms.map(({ id }) => id);
    if (!desk || first === undefined || SILENT.includes(name)) continue;
    const objection = OBJECTIONS.find(({ account }) => account === name);
    const termIds = objection ? others : [first, ...others];
    if (objection) {
      const { reason, declined } = objection;
      await raiseObjection(desk.actor, { termId: first, reason }, at("2024-04-26", 10));
      const raised = await db().objection.findFirstOrThrow({ where: { termId: first } });
      const answer = {
        objectionId: raised.id,
        outcome: "DECLINED" as const,
        answer: declined ?? "",
      };
      if (declined) await answerObjection(admin, answer, at("2024-04-28", 15));
      if (declined) termIds.unshift(first);
    }
    if (termIds.length > 0) await acknowledge(desk.actor, { termIds }, at("2024-04-28", 16));
  }
}
