import { redirect } from "next/navigation";
import { markRead } from "@/lib/notifications/commands";
import { findMessagePath } from "@/lib/notifications/queries";
import { paths } from "@/lib/paths";
import { businessNow } from "@/lib/platform/clock";
import { rowId } from "@/lib/row-id";
import { findActor } from "@/lib/web/actor";

/** GET: opens one's own message, which is thereby read, and goes where it leads; any other number leads to the list. */
export async function GET(_request: Request, context: RouteContext<"/notifications/[id]">) {
  const actor = await findActor();
  const id = rowId.safeParse((await context.params).id);
  if (!id.success) redirect(paths.notifications());
  if (!actor) redirect(paths.signIn(paths.notification(id.data)));
  const path = await findMessagePath(actor, id.data);
  if (path === null) redirect(paths.notifications());
  await markRead(actor, { id: id.data }, businessNow());
  redirect(path);
}
