import "server-only";
import { demonstrationActor } from "../accounts/queries";
import type { IsoDate } from "../dates";
import {
  decideReply,
  issueDirective,
  replyToDirective,
  withdrawDirective,
} from "../directives/commands";
import { findPlace } from "../directives/desk";
import { db } from "../platform/db";
import { makeReadMark } from "../read-marks/commands";
import { keepWatch } from "../watches/commands";
import { at } from "./desks";
import { type Step, THREADS, type Thread } from "./threads";

export type DirectiveAct = { on: IsoDate; order: number; run: () => Promise<void> };

/** 批示 with their answers, 已阅 and 关注, as what is done on which day; done once, however often it is begun. */
export async function directiveActs(): Promise<DirectiveAct[]> {
  const leader = await demonstrationActor("leader");
  const follow = (on: IsoDate, name: string, thing: Record<string, number>): DirectiveAct => ({
    on,
    order: 0,
    run: async () => {
      const actor = await demonstrationActor(name);
      await keepWatch(actor, { ...thing, follow: "yes" }, at(on, 8));
    },
  });
  const read = (on: IsoDate, pointId: number | undefined): DirectiveAct => ({
    on,
    order: 20,
    run: () => makeReadMark(leader, { pointId }, at(on, 17)),
  });
  const points = await db().workPoint.findMany({ where: { number: { in: [9, 15, 17, 20] } } });
  const id = (number: number) => points.find((point) => point.number === number)?.id ?? 0;
  const chapter = await db().chapter.findFirst({ where: { number: 6 } });
  const unit = await db().unit.findFirst({ where: { name: "临沂市教育局" } });
  return [
    ...THREADS.flatMap(actsOf),
    follow("2024-09-02", "leader", { pointId: id(17) }),
    follow("2024-09-02", "leader", { pointId: id(9) }),
    ...(chapter ? [follow("2024-09-02", "leader", { chapterId: chapter.id })] : []),
    ...(unit ? [follow("2024-09-03", "leader", { unitId: unit.id })] : []),
    follow("2024-09-03", "reviewer", { pointId: id(15) }),
    read("2024-09-02", id(20)),
    read("2024-09-18", id(17)),
    read("2024-09-19", id(20)),
  ];
}

function actsOf(thread: Thread): DirectiveAct[] {
  const { on, dueOn, level, text } = thread;
  const issue = async () => {
    const leader = await demonstrationActor("leader");
    const named = thread.target.unit;
    const unit = named && (await db().unit.findFirst({ where: { name: named } }));
    const { point, chapter } = thread.target;
    const target = { point, chapter, unit: unit ? unit.id : undefined };
    const { units } = await findPlace(db(), { plan: null }, target, on);
    // Each city's first: 济南, 临沂, 济南 …
    const byCity = [...new Set(units.map(({ cityId }) => cityId))].map((cityId) =>
      units.filter((each) => each.cityId === cityId),
    );
    const unitIds = units
      .map((_, place) => byCity[place % byCity.length]?.[Math.floor(place / byCity.length)]?.id)
      .filter((each) => each !== undefined)
      .slice(0, thread.units);
    if (unitIds.length === 0) return;
    await issueDirective(leader, { ...target, text, level, dueOn, unitIds }, at(on, 10));
  };
  return threadActs(thread, issue);
}

/** The course of a 批示 or 督办单: issued unless it was, its answers, and its withdrawal. */
export function threadActs(
  { on, text, steps, withdrawn }: Pick<Thread, "on" | "text" | "steps" | "withdrawn">,
  issue: () => Promise<void>,
): DirectiveAct[] {
  const found = () =>
    db().directive.findFirst({
      where: { text, demonstration: true },
      include: {
        units: { orderBy: { unit: { officialOrder: "asc" } } },
        issuedBy: { select: { name: true } },
      },
    });
  const issueOnce = async () => {
    if (!(await found())) await issue();
  };
  return [
    { on, order: 10, run: issueOnce },
    ...steps.flatMap((step, index) => stepActs(step, index, steps, found)),
    ...(withdrawn
      ? [
          {
            on: withdrawn.on,
            order: 15,
            run: async () => {
              const directive = await found();
              if (!directive || directive.withdrawnOn) return;
              const leader = await demonstrationActor("leader");
              const input = { directiveId: directive.id, reason: withdrawn.reason };
              await withdrawDirective(leader, input, at(withdrawn.on, 11));
            },
          },
        ]
      : []),
  ];
}

function stepActs(
  step: Step,
  index: number,
  steps: Step[],
  found: () => Promise<{ id: number; units: { unitId: number }[] } | null>,
): DirectiveAct[] {
  const { place, on, text, accepted, again } = step;
  const seen = steps.slice(0, index).filter((earlier) => earlier.place === place).length;
  const standing = async () => {
    const directive = await found();
    const unitId = directive?.units[place]?.unitId;
    if (!directive || unitId === undefined) return null;
    const reply = await db().directiveReply.findFirst({
      where: { directiveId: directive.id, unitId, version: seen + 1 },
      include: { decision: true },
    });
    return { directiveId: directive.id, unitId, reply };
  };
  const answer = async () => {
    const desk = await standing();
    if (!desk || desk.reply) return;
    const staff = await db().account.findFirst({
      where: { unitId: desk.unitId, demonstration: true },
      orderBy: { id: "asc" },
    });
    if (!staff) return;
    const actor = await demonstrationActor(staff.name);
    const { directiveId, unitId } = desk;
    await replyToDirective(actor, { directiveId, unitId, seen, text }, at(on, 14));
  };
  const decidedOn = accepted ?? again?.on;
  if (!decidedOn) return [{ on, order: 12, run: answer }];
  const decide = async () => {
    const desk = await standing();
    if (!desk?.reply || desk.reply.decision) return;
    const leader = await demonstrationActor("leader");
    const decision = again ? ("ASKED_AGAIN" as const) : ("ACCEPTED" as const);
    const input = {
      replyId: desk.reply.id,
      decision,
      opinion: again?.opinion ?? "",
      dueOn: again?.dueOn,
    };
    await makeReadMark(leader, { replyId: desk.reply.id }, at(decidedOn, 9));
    await decideReply(leader, input, at(decidedOn, 16));
  };
  return [
    { on, order: 12, run: answer },
    { on: decidedOn, order: 14, run: decide },
  ];
}
