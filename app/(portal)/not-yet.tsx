import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import type { IsoDate } from "@/lib/dates";
import { dueDay } from "@/lib/format";
import { today } from "@/lib/web/as-of";
import { Frame } from "./frame";

/**
 * The page of a thing on a day before there was any, for whoever may read it today: since when there
 * is one, and the way there. Whoever may not read it sees the page of what is missing.
 */
export function NotYet({
  current,
  asOf,
  path,
  since,
  what,
  back,
  children,
}: {
  current: string;
  asOf: IsoDate;
  path: string;
  /** the first day on which there is one */
  since: IsoDate;
  /** 这份批示, 第 32 项 */
  what: string;
  /** the page on that day */
  back: string;
  /** what happened on that day: 9月20日发出 */
  children: ReactNode;
}) {
  return (
    <Frame current={current} asOf={asOf} path={path}>
      <h1 className="mb-2 font-bold text-xl">
        {dueDay(asOf, today())}还没有{what}
      </h1>
      <p className="mb-4">{children}</p>
      <ButtonLink href={back} look="primary">
        看 {dueDay(since, today())}的{what}
      </ButtonLink>
    </Frame>
  );
}
