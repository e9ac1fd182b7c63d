import type { Metadata } from "next";
import { OpenMeetingForm } from "@/components/meetings/open-meeting-form";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { TableHead } from "@/components/ui/table-head";
import { chineseNumeral, monthDay } from "@/lib/format";
import { listMeetings } from "@/lib/meetings/queries";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import { openMeetingAction } from "./actions";

export const metadata: Metadata = { title: "联席会议" };

export default async function MeetingsPage({ searchParams }: PageProps<"/meetings">) {
  const { done } = await searchParams;
  const actor = await requireActor();
  const meetings = await answer(listMeetings(actor));
  const opens = may(actor, "meeting.run") && !meetings.some((meeting) => meeting.open);
  return (
    <Frame current="meetings" live>
      <h1 className="font-bold text-xl">联席会议</h1>
      <p className="mb-4 text-ink-2 text-sm">
        逐章投屏，先看滞后的；当场议定的事项直接成为要点的举措，写明落实单位和时限。
      </p>
      {done === "cancelled" && <Notice>会议已取消。</Notice>}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Card title="历次会议">
          {meetings.length === 0 ? (
            <Empty>还没有开过会。</Empty>
          ) : (
            <table className="w-full">
              <caption className="sr-only">历次联席会议</caption>
              <TableHead names={["日期", "会议", "议定事项", "已落实"]} />
              <tbody className="divide-y divide-line">
                {meetings.map((meeting) => (
                  <tr key={meeting.id}>
                    <td className="whitespace-nowrap py-2.5 pr-4">{monthDay(meeting.heldOn)}</td>
                    <th scope="row" className="py-2.5 pr-4 text-left font-semibold">
                      <Link
                        href={paths.meeting(meeting.id)}
                        className="text-accent hover:underline"
                      >
                        {meeting.title}
                      </Link>
                      {meeting.open && (
                        <span className="ml-2 whitespace-nowrap text-green text-sm">正在进行</span>
                      )}
                    </th>
                    <td className="py-2.5 pr-4">{meeting.resolutions}</td>
                    <td className="py-2.5">{meeting.done}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Card>
        {opens && (
          <Card title="召开会议">
            <OpenMeetingForm
              action={openMeetingAction}
              today={today()}
              title={`第${chineseNumeral(meetings.length + 1)}次联席会议`}
            />
          </Card>
        )}
      </div>
    </Frame>
  );
}
