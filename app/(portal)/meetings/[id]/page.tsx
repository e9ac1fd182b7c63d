import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { Resolutions } from "@/components/meetings/slides";
import { ActionButton } from "@/components/shell/action-button";
import { ButtonLink, buttonClass } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { getMeeting, type MeetingRecord } from "@/lib/meetings/queries";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../../frame";
import { cancelMeetingAction, closeMeetingAction } from "../actions";
import { Presentation } from "./presentation";

export const metadata: Metadata = { title: "联席会议" };

const parameters = z.object({ slide: z.coerce.number().int().min(0).max(200).optional() });

export default async function MeetingPage({ params, searchParams }: PageProps<"/meetings/[id]">) {
  const id = rowId.safeParse((await params).id);
  const asked = parameters.safeParse(await searchParams);
  if (!id.success || !asked.success) notFound();
  const actor = await requireActor();
  const meeting = await answer(getMeeting(actor, id.data));
  const { slide } = asked.data;
  if (slide !== undefined) return <Presentation actor={actor} meeting={meeting} slide={slide} />;
  const runs = may(actor, "meeting.run");
  return (
    <Frame current="meetings" live>
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.meetings()} className="hover:underline">
          联席会议
        </Link>{" "}
        / {meeting.title}
      </nav>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <h1 className="font-bold text-xl">
          {meeting.title}
          {meeting.open && <span className="ml-3 text-base text-green">正在进行</span>}
        </h1>
        <div className="screen-only flex flex-wrap gap-2">
          {may(actor, "meeting.export") && (
            <a href={paths.meetingMinutes(meeting.id)} download className={buttonClass()}>
              会议纪要（Word）
            </a>
          )}
          {runs && (
            <ButtonLink
              href={paths.meeting(meeting.id, { slide: 0 })}
              look={meeting.open ? "primary" : "plain"}
            >
              投屏
            </ButtonLink>
          )}
        </div>
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Card title="议定事项" note={`${meeting.resolutions.length} 项`}>
          {meeting.resolutions.length === 0 ? (
            <Empty>{meeting.open ? "投屏时在各章的页面记下。" : "这次会议没有议定事项。"}</Empty>
          ) : (
            <Resolutions resolutions={meeting.resolutions} day={today()} />
          )}
        </Card>
        <div className="grid gap-4">
          <Facts meeting={meeting} />
          {runs && meeting.open && <Ending meeting={meeting} />}
        </div>
      </div>
    </Frame>
  );
}

/** What cannot be undone asks once more: the end of a meeting, and of one opened by mistake. */
function Ending({ meeting: { id, resolutions } }: { meeting: MeetingRecord }) {
  const units = new Set(resolutions.flatMap((each) => each.units.map((unit) => unit.id)));
  return (
    <Card title="结束或取消" className="screen-only">
      <details>
        <summary className="text-accent">结束会议</summary>
        <p className="my-2 text-sm">
          {units.size > 0
            ? `${resolutions.length} 项议定事项立即通知 ${units.size} 家落实单位，此后不再改动，不能恢复。`
            : "没有记下议定事项；结束后不能再记，不能恢复。"}
        </p>
        <ActionButton action={closeMeetingAction} name="meetingId" value={id} look="danger">
          确认结束会议
        </ActionButton>
      </details>
      {resolutions.length === 0 && (
        <details className="mt-2">
          <summary className="text-accent">取消会议</summary>
          <p className="my-2 text-sm">
            误开的会议可以取消：不再列入历次会议，不能恢复，审计日志留有记录。
          </p>
          <ActionButton action={cancelMeetingAction} name="meetingId" value={id} look="danger">
            确认取消会议
          </ActionButton>
        </details>
      )}
    </Card>
  );
}

function Facts({ meeting }: { meeting: MeetingRecord }) {
  const facts = [
    ["时间", meeting.heldOn],
    ["地点", meeting.place],
    ["出席", meeting.attendance],
    ["记录", meeting.openedBy],
    ["结束", meeting.closedAt ?? ""],
  ] as const;
  return (
    <Card title="会议情况">
      <dl className="grid grid-cols-[3.5rem_1fr] gap-y-2">
        {facts.map(
          ([name, text]) =>
            text !== "" && (
              <div key={name} className="contents">
                <dt className="text-ink-2">{name}</dt>
                <dd className="whitespace-pre-line">{text}</dd>
              </div>
            ),
        )}
      </dl>
    </Card>
  );
}
