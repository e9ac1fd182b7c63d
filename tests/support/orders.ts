import { db } from "@/lib/platform/db";
import { issueOrder } from "@/lib/supervision-orders/commands";
import { getOrderDesk } from "@/lib/supervision-orders/queries";
import { issueOrderInput } from "@/lib/supervision-orders/schema";
import { actorNamed, at, unitNamed } from "./people";

export async function cityId(name = "济南市"): Promise<number> {
  return (await db().city.findUniqueOrThrow({ where: { name } })).id;
}

/** What the form of a side would send for a person as the next request finds them; the order's id. */
export async function order(
  name: string,
  day: string,
  part: Record<string, unknown> & { units?: string[]; city?: string } = {},
): Promise<number> {
  const { units = ["济南市教育局"], city = "济南市", ...rest } = part;
  const unitIds = await Promise.all(units.map(async (each) => (await unitNamed(each)).id));
  const input = issueOrderInput.parse({
    point: 20,
    city: await cityId(city),
    grade: "BLUE",
    seen: 0,
    text: "请查明原因，提出赶上序时进度的措施。",
    dueOn: "2024-09-20",
    unitIds,
    ...rest,
  });
  return (await issueOrder(await actorNamed(name), input, at(day))).orderId;
}

/** Of the Jinan side of a point, the first unit that may be addressed, in a list. */
export async function unitsOf(point: number): Promise<string[]> {
  const leader = await actorNamed("leader");
  const desk = await getOrderDesk(leader, { point, city: await cityId() }, "2024-09-02");
  return desk.units.slice(0, 1).map(({ name }) => name);
}
