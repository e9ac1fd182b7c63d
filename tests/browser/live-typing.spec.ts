import type { Page } from "playwright/test";
import { expect, test } from "./support/portal";

// A point and a unit that no other browser test writes to.
const POINT = 13;
const UNIT = "济南市发展改革委";
const STAFF = "jn-fzggw";

/** The page listens to what the server says is new. */
async function listening(page: Page, path: string) {
  const stream = page.waitForResponse((response) => response.url().endsWith("/api/events"));
  await page.goto(path);
  await stream;
  await page.waitForTimeout(600);
}

/** A leader issues to the unit: a message for its staff, and news of the plan for everybody. */
async function issue(leader: Page, text: string): Promise<string> {
  await leader.goto(`/directives/new?point=${POINT}`);
  await leader.getByRole("textbox", { name: "批示内容" }).fill(text);
  for (const box of await leader.getByRole("checkbox").all()) await box.uncheck();
  await leader.getByRole("checkbox", { name: UNIT }).check();
  await leader.getByRole("button", { name: "发出批示" }).click();
  await expect(leader).toHaveURL(/\/directives\/\d+\?/);
  return new URL(leader.url()).pathname;
}

/** How often a page was drawn anew from now on. */
function drawings(page: Page): () => number {
  let count = 0;
  page.on("request", (request) => {
    if (request.headers().rsc === "1" && request.headers()["next-router-prefetch"] !== "1")
      count += 1;
  });
  return () => count;
}

test("what a unit writes as its answer stays when a message draws the page anew, and is what is handed in", async ({
  as,
}, { retry }) => {
  const [leader, unit] = [await as("leader"), await as(STAFF)];
  const path = await issue(leader, `请报送项目招引进度（${retry}）。`);
  await listening(unit, path);
  const answer = unit.getByRole("textbox", { name: /^答复/ });
  await answer.pressSequentially("已与对方核对项目清单，");
  const drawn = drawings(unit);
  const unread = unit.getByRole("link", { name: /^消息/ });
  const before = await unread.innerText();
  await issue(leader, `请一并说明落地时间（${retry}）。`);
  // The news has come, and with it a new drawing of the page.
  await expect(unread).not.toHaveText(before);
  await expect.poll(drawn).toBeGreaterThan(0);
  await unit.waitForTimeout(1_500);
  await expect(answer).toHaveValue("已与对方核对项目清单，");
  await expect(answer).toBeFocused();
  await answer.pressSequentially("月底前报送。");
  await unit.getByRole("button", { name: "提交答复" }).click();
  await expect(unit.getByRole("region", { name: UNIT })).toContainText(
    "已与对方核对项目清单，月底前报送。",
  );
});

test("what is typed into a form of a point's page stays while the plan moves on, and the page catches up afterwards", async ({
  as,
}, { retry }) => {
  const [leader, reviewer] = [await as("leader"), await as("reviewer")];
  const path = `/points/${POINT}`;
  await listening(reviewer, path);
  await reviewer.getByText("写济南侧交付信心").click();
  const sentence = reviewer.getByRole("textbox", { name: "理由" }).first();
  await sentence.fill("项目已签约，年内开工把握较大");
  const text = `请说明招商进展（${retry}）。`;
  await issue(leader, text);
  await reviewer.waitForTimeout(2_500);
  await expect(sentence).toHaveValue("项目已签约，年内开工把握较大");
  await sentence.fill("");
  await sentence.blur();
  await expect(reviewer.getByRole("main")).toContainText(text);
});

test("a 议定事项 half written in a meeting stays when a report is accepted or a directive issued meanwhile", async ({
  as,
}, { retry }) => {
  const [leader, reviewer] = [await as("leader"), await as("reviewer")];
  await reviewer.goto("/meetings");
  await reviewer.getByRole("button", { name: "开始会议" }).click();
  await expect(reviewer).toHaveURL(/\/meetings\/\d+\?slide=0$/);
  const meeting = new URL(reviewer.url()).pathname;
  try {
    await listening(reviewer, `${meeting}?slide=3`);
    const form = reviewer.getByRole("complementary", { name: "记录议定事项" });
    const settled = form.getByRole("textbox", { name: "议定事项" });
    await settled.fill("由两市发展改革委");
    await form.getByLabel("完成时限").fill("2024-11-30");
    await issue(leader, `请在会上说明（${retry}）。`);
    await reviewer.waitForTimeout(2_500);
    await expect(settled).toHaveValue("由两市发展改革委");
    await expect(form.getByLabel("完成时限")).toHaveValue("2024-11-30");
    await expect(reviewer).toHaveURL(/slide=3$/);
  } finally {
    await reviewer.goto(meeting);
    await reviewer.getByText("取消会议", { exact: true }).click();
    await reviewer.getByRole("button", { name: "确认取消会议" }).click();
    await expect(reviewer).toHaveURL(/done=cancelled/);
  }
});
