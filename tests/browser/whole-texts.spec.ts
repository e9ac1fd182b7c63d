import type { Page } from "playwright/test";
import { expect, test, title } from "./support/portal";
import { alertOf } from "./support/report";

// Nobody else issues on this unit.
const POINT = 12;

/** As a long text from elsewhere is put in at once. */
async function paste(page: Page, name: RegExp | string, text: string) {
  const field = page.getByRole("textbox", { name }).first();
  await field.focus();
  await page.keyboard.insertText(text);
  return field;
}

test("what is pasted is never cut: the counter turns red, the server refuses, the text stays", async ({
  as,
}) => {
  const leader = await as("leader");
  await leader.goto(`/directives/new?point=${POINT}`);
  const long = `开头${"长".repeat(5_996)}结尾`;
  const field = await paste(leader, "批示内容", long);
  await expect(leader.getByText("6000 / 1000 字")).toBeVisible();
  await leader.getByRole("button", { name: "发出批示" }).click();
  await expect(alertOf(leader)).toContainText("批示内容不超过 1000 个字");
  await expect(field).toHaveValue(long);
  await expect(leader.getByText("6000 / 1000 字")).toBeVisible();
});

test.describe("without a script", () => {
  test.use({ contextOptions: { javaScriptEnabled: false } });
  test("the same, in one go", async ({ as }) => {
    const leader = await as("leader");
    await leader.goto(`/directives/new?point=${POINT}`);
    const field = leader.getByRole("textbox", { name: "批示内容" });
    await field.fill("长".repeat(1_001));
    await leader.getByRole("button", { name: "发出批示" }).click();
    await expect(leader.getByRole("main")).toContainText("批示内容不超过 1000 个字");
    await expect(field).toHaveValue("长".repeat(1_001));
    await expect(leader.getByText("1001 / 1000 字")).toBeVisible();
    await expect(leader.getByRole("button", { name: "全选" })).toHaveCount(0);
  });
});

test("no field of free text on the pages people write on cuts what is put in, and each counts", async ({
  as,
}) => {
  let counted = 0;
  for (const [account, path] of [
    ["leader", "/directives/new?point=12"],
    ["ly-jyj", "/directives"],
    ["reviewer", "/reminders/new"],
    ["reviewer", "/acknowledgements"],
    ["ly-jyj", "/acknowledgements"],
    ["admin", "/year"],
    ["admin", "/accounts"],
    ["admin", "/units/directory"],
    ["leader", "/meetings"],
    ["leader", "/problems"],
    ["reviewer", "/reviews"],
    ["reviewer", "/reviews/completions"],
    ["reviewer", "/points/20"],
    ["ly-jyj", "/points/20"],
    ["admin", "/points/9"],
    ["admin", "/action-items?point=20"],
  ] as const) {
    const page = await as(account);
    await page.goto(path);
    const cutting = page.locator(
      "textarea[maxlength], input[type=text][maxlength], input:not([type])[maxlength]",
    );
    await expect(cutting, path).toHaveCount(0);
    // 选填 and its like stand in the counter's place while nothing is written.
    const fields = await page
      .locator("textarea")
      .evaluateAll((all) =>
        all.map((field) => field.parentElement?.querySelector("label + span")?.textContent ?? ""),
      );
    for (const aside of fields) expect(aside, path).not.toBe("");
    counted += fields.length;
    await page.context().close();
  }
  expect(counted).toBeGreaterThan(20);
});

test("a 批示 of a thousand characters takes a few lines in the lists, and stands whole on its page and on paper", async ({
  as,
  expectConsole,
}) => {
  const leader = await as("leader");
  await leader.goto(`/directives/new?point=${POINT}`);
  // The light and its reason stand above what is to be done.
  await expect(leader.getByRole("main")).toContainText("现在的情况");
  await paste(leader, "批示内容", `请核实：${"逐项列明进度和问题。".repeat(99)}`);
  for (const box of await leader.getByRole("checkbox").all()) await box.uncheck();
  await leader.getByRole("checkbox").first().check();
  await leader.getByRole("button", { name: "发出批示（1 家）" }).click();
  await expect(leader.getByRole("main").getByRole("status")).toContainText("已送达 1 家");
  const path = new URL(leader.url()).pathname;
  await leader.goto("/directives");
  const row = leader.getByRole("row").filter({ hasText: "请核实：" }).first();
  const link = row.getByRole("link", { name: /^请核实/ });
  const height = async () => (await link.boundingBox())?.height ?? 0;
  expect(await height()).toBeLessThan(120);
  await leader.emulateMedia({ media: "print" });
  expect(await height()).toBeGreaterThan(200);
  await leader.emulateMedia({ media: "screen" });
  await row.getByRole("link", { name: /展开全文/ }).click();
  await expect(title(leader)).toContainText("批示");

  // On a day before it was issued it is not missing, it is not there yet.
  await leader.goto(`${path}?asOf=2024-08-31`);
  await expect(title(leader)).toContainText("8月31日还没有这份批示");
  await expect(leader.getByRole("main")).toContainText("9月20日发出");
  await leader.getByRole("link", { name: "看 9月20日的这份批示" }).click();
  await expect(title(leader)).toContainText(`第 ${POINT} 项`);
  // Whoever may not read it sees what is seen of what is missing.
  expectConsole(/404/);
  const stranger = await as("jn-jyj");
  await stranger.goto(`${path}?asOf=2024-08-31`);
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("未找到该页面");
});

test("of a large chapter nobody is chosen until somebody is", async ({ as }) => {
  const leader = await as("leader");
  await leader.goto("/directives/new?chapter=3");
  await expect(leader.getByRole("checkbox", { checked: true })).toHaveCount(0);
  const all = await leader.getByRole("checkbox").count();
  for (const name of ["全选 济南市", "全选 临沂市"]) {
    await leader.getByRole("button", { name, exact: true }).click();
  }
  await expect(leader.getByRole("checkbox", { checked: true })).toHaveCount(all);
  await expect(leader.getByRole("button", { name: `发出批示（${all} 家）` })).toBeVisible();
});
