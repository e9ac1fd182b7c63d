import type { Page } from "playwright/test";
import { pdf } from "../evidence/samples";
import { tabTo } from "./support/pages";
import { expect, test, title } from "./support/portal";
import { alertOf } from "./support/report";

// Nobody else tries the portal with point 27 and this unit.
const POINT = 27;
const UNIT = "济南市委宣传部";

const field = (page: Page) => page.getByRole("region", { name: "佐证材料" });
const region = (page: Page) => page.getByRole("region", { name: UNIT });

/** Issues on the point to the unit alone; where the directive is. */
async function issue(leader: Page, text: string): Promise<string> {
  await leader.goto(`/points/${POINT}`);
  await leader.getByRole("main").getByRole("link", { name: "批示", exact: true }).click();
  await expect(title(leader)).toContainText(`批示：第 ${POINT} 项`);
  await leader.getByRole("textbox", { name: "批示内容" }).fill(text);
  for (const box of await leader.getByRole("checkbox").all()) await box.uncheck();
  await leader.getByRole("checkbox", { name: UNIT }).check();
  await leader.getByRole("button", { name: "发出批示" }).click();
  await expect(leader.getByRole("main").getByRole("status")).toContainText("已送达 1 家");
  return new URL(leader.url()).pathname;
}

test("a leader issues on a point, the unit answers with a file, is asked again, answers, and is accepted", async ({
  as,
}) => {
  test.setTimeout(120_000);
  const [leader, unit] = [await as("leader"), await as("jn-wxcb")];
  await leader.goto(`/directives/new?point=${POINT}`);
  await leader.getByRole("button", { name: "发出批示" }).click();
  await expect(alertOf(leader)).toContainText("请填写批示内容");
  const path = await issue(leader, "请报送人才交流的月度台账。");
  await expect(title(leader).locator("../..")).toContainText("办理中");

  // The bell leads there.
  await unit.goto("/notifications");
  await unit.getByRole("button", { name: /请报送人才交流的月度台账/ }).click();
  await expect(unit).toHaveURL(new RegExp(`${path}$`));
  await field(unit)
    .getByLabel("选择佐证材料")
    .setInputFiles({ name: "台账.pdf", mimeType: "application/pdf", buffer: pdf() });
  await expect(
    field(unit)
      .getByRole("link", { name: /台账\.pdf/ })
      .first(),
  ).toBeVisible();
  await unit.getByRole("button", { name: "提交答复" }).click();
  await expect(alertOf(unit)).toContainText("请填写答复内容");
  await unit.getByRole("textbox", { name: /^答复/ }).fill("台账已建立，见附件。");
  await unit.getByRole("button", { name: "提交答复" }).click();
  await expect(region(unit)).toContainText("待认可");
  await expect(unit.getByRole("button", { name: "提交答复" })).toHaveCount(0);

  await leader.goto("/directives?state=REPLIED");
  await leader.getByRole("link", { name: "请报送人才交流的月度台账。" }).click();
  await expect(region(leader)).toContainText("台账已建立，见附件。");
  const href = await region(leader)
    .getByRole("link", { name: "下载 台账.pdf" })
    .getAttribute("href");
  expect((await leader.request.get(href ?? "")).status()).toBe(200);
  await region(leader).getByRole("button", { name: "已阅" }).click();
  await expect(region(leader)).toContainText("领导 已阅 9月20日");
  await leader.getByRole("button", { name: "要求补充" }).click();
  await expect(alertOf(leader)).toContainText("还缺什么");
  await leader.getByRole("textbox", { name: /^意见/ }).fill("请补充交流人数。");
  await leader.getByRole("button", { name: "要求补充" }).click();
  await expect(region(leader)).toContainText("要求补充");
  await expect(leader.getByRole("main")).toContainText("要求补充：");

  await unit.goto(path);
  await expect(region(unit)).toContainText("请补充交流人数。");
  await unit.getByRole("textbox", { name: /^补充答复/ }).fill("本年交流 12 人。");
  await unit.getByRole("button", { name: "提交答复" }).click();
  await expect(region(unit)).toContainText("待认可");

  await leader.goto(path);
  await leader.getByRole("button", { name: "认可" }).click();
  await expect(region(leader)).toContainText("已办结");
  await expect(leader.getByRole("main")).toContainText("已办结：1 家单位的答复均已认可");

  // On the point's page it stands among the reports, for the unit too.
  for (const page of [leader, unit]) {
    await page.goto(`/points/${POINT}`);
    const line = page.getByRole("listitem").filter({ hasText: "补充答复批示" });
    await expect(line).toContainText("本年交流 12 人。");
    await expect(line).toContainText("9月20日认可");
  }
});

test("two of a unit answer at once: the later one is told and keeps what was typed", async ({
  as,
}) => {
  const leader = await as("leader");
  const path = await issue(leader, "请说明下步打算。");
  const [one, other] = [await as("jn-wxcb"), await as("jn-wxcb")];
  for (const page of [one, other]) await page.goto(path);
  await other.getByRole("textbox", { name: /^答复/ }).fill("乙写的答复，写了很久。");
  await one.getByRole("textbox", { name: /^答复/ }).fill("甲的答复。");
  await one.getByRole("button", { name: "提交答复" }).click();
  await expect(region(one)).toContainText("待认可");
  await other.getByRole("button", { name: "提交答复" }).click();
  await expect(region(other)).toContainText("已由他人答复");
  await expect(region(other)).toContainText("乙写的答复，写了很久。");
  await expect(region(other)).toContainText("甲的答复。");
});

test("a directive is withdrawn with a reason, by keyboard alone", async ({ as }) => {
  const leader = await as("leader");
  const path = await issue(leader, "这一份要撤回。");
  await tabTo(leader, leader.getByText("撤回这份批示"));
  await leader.keyboard.press("Enter");
  await tabTo(leader, leader.getByRole("textbox", { name: "撤回原因" }));
  await leader.keyboard.type("发错了单位。");
  await tabTo(leader, leader.getByRole("button", { name: "撤回批示" }));
  await leader.keyboard.press("Enter");
  await expect(leader.getByRole("main")).toContainText("9月20日撤回：发错了单位。");
  const unit = await as("jn-wxcb");
  await unit.goto(path);
  await expect(unit.getByRole("main")).toContainText("发错了单位。");
  await expect(unit.getByRole("button", { name: "提交答复" })).toHaveCount(0);
});

test("every count on 总览 opens exactly its rows", async ({ as }) => {
  const page = await as("reviewer");
  for (const name of ["未办结", "待答复", "待认可", "要求补充", "逾期"]) {
    await page.goto("/");
    const link = page
      .getByRole("navigation", { name: "批示" })
      .getByRole("link", { name: new RegExp(`^(单位)?${name}`) });
    const count = Number(/\d+/.exec(await link.innerText())?.[0]);
    expect(count).toBeGreaterThan(0);
    await link.click();
    await expect(page).toHaveURL(/\/directives\?state=/);
    await expect(page.getByRole("table").getByRole("rowheader")).toHaveCount(count);
  }
});

test("a unit sees the directives of its points and its own, and no others", async ({ as }) => {
  const [unit, leader] = [await as("ly-jyj"), await as("leader")];
  await leader.goto("/directives");
  await unit.goto("/directives");
  const rows = (page: Page) => page.getByRole("table").getByRole("rowheader");
  expect(await rows(unit).count()).toBeLessThan(await rows(leader).count());
  await expect(rows(unit).filter({ hasText: "第 17 项" })).toHaveCount(0);
  await expect(rows(unit).filter({ hasText: "第 20 项" })).toHaveCount(1);
  const href = await rows(leader)
    .filter({ hasText: "第 17 项" })
    .getByRole("link")
    .first()
    .getAttribute("href");
  await unit.goto("/points/17");
  await expect(unit.getByRole("main")).not.toContainText("请一周内查明原因");
  expect((await unit.request.get(href ?? "")).status()).toBe(404);
  expect((await unit.request.get("/directives/new?point=20")).status()).toBe(404);
});

test("关注 and 已阅 take one tap, and are there without JavaScript", async ({
  browser,
  as,
  baseURL,
}) => {
  const page = await as("leader");
  const plain = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const quiet = await plain.newPage();
  await quiet.goto("/points/2");
  await quiet.getByRole("button", { name: "关注" }).click();
  await quiet.goto("/points/2");
  await expect(quiet.getByRole("button", { name: "已关注，再点取消" })).toBeVisible();
  await quiet.getByRole("button", { name: "已阅", exact: true }).click();
  await quiet.goto("/points/2");
  await expect(quiet.getByRole("main")).toContainText("领导 已阅 9月20日");
  await plain.close();

  await page.goto("/watches");
  const row = page.getByRole("listitem").filter({ hasText: /^2\. / });
  await expect(row).toContainText("%");
  await row.getByRole("button", { name: /^取消关注/ }).click();
  await expect(row).toHaveCount(0);
});
