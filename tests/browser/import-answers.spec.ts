import { expect, test } from "./support/portal";
import { alertOf } from "./support/report";

// Names of cities nobody has: whatever else runs on this portal is left alone.
const NUMBER = `答政办发〔2024〕${Date.now() % 100_000}号`;
const NOTICE = `答河市人民政府办公室关于印发答河市与答原市对口合作2024年重点任务分工方案的通知
${NUMBER}
各区、县（市）人民政府，市政府有关部门：
现将方案印发给你们，请认真贯彻落实。
答河市人民政府办公室
2024年3月17日
答河市与答原市对口合作2024年重点任务分工方案
一、深化改革互学互鉴
1.优化营商环境。形成可复制推广清单20条。（牵头单位：市科技局；配合单位：市商务局）
2.共建产业园区。引进项目30个。（牵头单位：答东区政府；配合单位：答西区政府）
3.办好推介活动。举办推介会2次。（牵头单位：答东区；配合单位：答原市商务局）
`;
const UPDATE = NOTICE.replace("20条", "25条").replace(
  "3.办好推介活动。举办推介会2次。（牵头单位：答东区",
  "3.加强信息宣传。刊发稿件30篇。（牵头单位：答东区",
);

test("one step says whose all names are, and what was answered is remembered", async ({ as }) => {
  const page = await as("admin");
  const asked = page.getByRole("region", { name: "要您定的" });
  const read = async (text: string) => {
    await page.goto("/imports");
    await page.getByLabel("或者粘贴文字").fill(text);
    await page.getByRole("button", { name: "读取" }).click();
    await expect(page).toHaveURL(/imports\/\d+(\?|$)/);
  };

  await test.step("two presses answer for every unit", async () => {
    await read(NOTICE);
    const bare = page.getByRole("group", { name: "没有写明城市的 2 个单位都属于" });
    await expect(bare.getByRole("radio", { name: "答河市" })).toBeChecked();
    await page.getByRole("button", { name: "一次定下" }).click();
    await expect(bare).toHaveCount(0);
    // 答东区 is 答东区政府: filled in, and seen before it holds.
    await expect(page.getByText("与答东区政府是同一单位，已填好")).toBeVisible();
    await page.getByRole("button", { name: "保存单位的处理" }).first().click();
    await expect(asked).toContainText("都定好了");
    await page.getByRole("button", { name: "发布", exact: true }).click();
    await expect(page.getByText("发布时 0 个单位名录里已有，新建 5 个")).toBeVisible();
  });

  await test.step("undone, it is begun again with its answers", async () => {
    await page.getByText("撤销导入…").click();
    await page.getByRole("button", { name: "确认撤销导入" }).click();
    await page.getByRole("button", { name: "重新开始，沿用原来的答复和修改" }).click();
    await expect(asked).toContainText("都定好了");
    await page.getByRole("button", { name: "发布", exact: true }).click();
    await expect(page.getByText("给各单位建好账号")).toBeVisible();
  });

  await test.step("an update asks nothing again, and says what is taken over together", async () => {
    await read(UPDATE);
    await expect(asked).toContainText("都定好了");
    const accepted = page.locator("#differences").locator("..").locator("..").getByRole("checkbox");
    await expect(accepted).toHaveCount(3);
    const gone = page.getByRole("checkbox", { name: /删去 第 3 项：办好推介活动/ });
    await expect(gone).toBeChecked();
    await gone.uncheck();
    await page.getByRole("button", { name: "采纳选中的差别并发布" }).click();
    await expect(alertOf(page)).toContainText("采纳以后会有两个第 3 项：请同时选中“删去");
    await expect(gone).not.toBeChecked();
    await alertOf(page).getByRole("link", { name: "去选中：删去" }).click();
    await gone.check();
    await page.getByRole("button", { name: "采纳选中的差别并发布" }).click();
    await expect(page.getByText("更新了现有要点。")).toBeVisible();
  });

  await test.step("and all is taken back", async () => {
    const takeBack = async () => {
      await page.getByText("撤销导入…").click();
      await page.getByRole("button", { name: "确认撤销导入" }).click();
      await expect(page.getByRole("button", { name: /重新开始/ })).toBeVisible();
    };
    await takeBack();
    await page.goto("/imports");
    const row = page.getByRole("row", { name: new RegExp(NUMBER) });
    await row.filter({ hasText: "已发布" }).getByRole("link").click();
    await takeBack();
  });
});
