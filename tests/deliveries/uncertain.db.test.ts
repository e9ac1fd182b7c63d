import { describe, expect, test } from "vitest";
import { repeatDelivery } from "@/lib/deliveries/commands";
import { getRunning } from "@/lib/deliveries/queries";
import { UNDER_WAY } from "@/lib/deliveries/rules";
import { sendDelivery } from "@/lib/deliveries/sending";
import { db } from "@/lib/platform/db";
import { freePort } from "../support/free-port";
import { hire } from "../support/people";
import { race, refusalOf } from "../support/reports";
import {
  mail,
  mailServer,
  NOW,
  only,
  PATIENCE,
  robot,
  robotServer,
  withPost,
  work,
  write,
} from "./post";

const post = withPost();

describe("a sending whose end nobody knows", () => {
  const chat = { mail: null };
  const begun = (id: number, at: Date) =>
    db().delivery.update({ where: { id }, data: { sendingAt: at, attempts: 1 } });
  const shown = async () => (await getRunning(post.admin)).deliveries[0];
  const repeat = (deliveryId: number) => repeatDelivery(post.admin, { deliveryId }, NOW);

  test("because the process ended in the middle is not repeated by itself; a robot is told nothing twice", async () => {
    const { taken, robots } = await robotServer();
    await write([robot]);
    const { id } = await only();
    await begun(id, NOW);
    const send = (after: number) =>
      sendDelivery(id, new Date(NOW.getTime() + after), { ...chat, robots }, PATIENCE);
    await expect(send(UNDER_WAY - 1)).rejects.toThrow("正在由另一进程发送");
    await send(UNDER_WAY);
    await send(UNDER_WAY * 100);
    expect(taken()).toBe(0);
    expect(await only()).toMatchObject({ sentAt: null, attempts: 1 });
  });

  test.each(["hang", "cut"] as const)(
    "because the robot did not answer (%s) is 不确定 at once, its job done",
    async (answer) => {
      const { taken, robots } = await robotServer(answer);
      await write([robot]);
      await work({ ...chat, robots });
      await expect.poll(async () => (await shown())?.state, { timeout: 8_000 }).toBe("UNCERTAIN");
      await expect.poll(async () => (await getRunning(post.admin)).jobs.length).toBe(0);
      expect(taken()).toBe(1);
      expect((await shown())?.lastError).toMatch(/没有答复|连接中断/);
    },
  );

  test("is shown to administrators as 不确定, and sent once more when they say so, once", async () => {
    const { taken, robots } = await robotServer();
    await write([robot]);
    const { id } = await only();
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await begun(id, new Date());
    expect((await shown())?.state).toBe("SENDING");
    expect(await refusalOf(repeat(id))).toBe("STALE");
    await begun(id, new Date(Date.now() - UNDER_WAY));
    expect((await shown())?.state).toBe("UNCERTAIN");
    const staff = await hire("curious", "STAFF", { unit: "济南市教育局" });
    expect(await refusalOf(repeatDelivery(staff, { deliveryId: id }, NOW))).toBe("NOT_FOUND");
    expect((await race([repeat(id), repeat(id), repeat(id)])).sort()).toEqual([
      "STALE",
      "STALE",
      undefined,
    ]);
    await work({ ...chat, robots });
    await expect.poll(taken, { timeout: 8_000 }).toBe(1);
    await expect.poll(async () => (await shown())?.state).toBe("SENT");
    expect(await refusalOf(repeat(id))).toBe("STALE");
    expect(await db().auditEntry.count({ where: { action: "delivery.repeat" } })).toBe(1);
    expect(taken()).toBe(1);
  });

  test("is a known failure where no connection came about, and tried again", async () => {
    await write([robot]);
    const { id } = await only();
    const url = `http://127.0.0.1:${await freePort()}/`;
    const nowhere = [{ kind: "DINGTALK" as const, url }];
    await expect(sendDelivery(id, NOW, { ...chat, robots: nowhere }, PATIENCE)).rejects.toThrow(
      "连接不上",
    );
    expect(await only()).toMatchObject({ sendingAt: null, lastError: "连接不上" });
    const { taken, robots } = await robotServer();
    await sendDelivery(id, NOW, { ...chat, robots }, PATIENCE);
    expect(taken()).toBe(1);
  });

  test("of a mail carries the same Message-ID at every try, so that two copies are seen as one", async () => {
    const forgetful = await mailServer("forget");
    const good = await mailServer();
    await write([mail("a@example.gov.cn")]);
    const { id } = await only();
    const send = (server: typeof good) =>
      sendDelivery(id, NOW, { mail: server.mail, robots: [] }, PATIENCE);
    await expect(send(forgetful)).rejects.toThrow();
    await send(good);
    expect(good.ids).toEqual([`<delivery-${id}@example.gov.cn>`]);
    expect(forgetful.ids).toEqual(good.ids);
  });
});
