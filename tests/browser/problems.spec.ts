import { expect, test } from "./support/portal";
import { alertOf } from "./support/report";

// jn-fzggw has open problems that others have to coordinate.
const UNIT = "jn-fzggw";

test("staff is not offered to close what others have to coordinate, and is shown the way; the owner may be named", async ({
  as,
}) => {
  const page = await as(UNIT);
  await page.goto("/problems");
  const main = page.getByRole("main");
  await main.getByRole("link", { name: /^办理/ }).first().click();
  await expect(page).toHaveURL(/problem=\d+/);
  await expect(page.getByRole("textbox", { name: "由谁解决" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "解决结果" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "办结这个问题" })).toHaveCount(0);
  await main.getByRole("link", { name: "去填报" }).click();
  await expect(page).toHaveURL(/\/updates\/new/);
  await expect(page.getByText("问题办理").first()).toBeVisible();
});

test("a problem's history tells every change of who has to solve it, and the unit is told", async ({
  as,
}) => {
  const [reviewer, unit] = [await as("reviewer"), await as(UNIT)];
  await unit.goto("/problems");
  const href = await unit
    .getByRole("main")
    .getByRole("link", { name: /^办理/ })
    .last()
    .getAttribute("href");
  await reviewer.goto(href ?? "");
  const id = new URL(reviewer.url()).searchParams.get("problem");
  const row = reviewer.locator(`#problem-${id}`);
  await row.getByRole("textbox", { name: "由谁解决" }).fill("省发展改革委协调处");
  await row.getByRole("button", { name: "保存" }).click();
  await expect(reviewer.getByRole("main").getByRole("status")).toContainText("已写明由谁解决");
  await row.getByRole("link", { name: /^经过/ }).click();
  await expect(reviewer).toHaveURL(new RegExp(`/problems/${id}$`));
  const change = reviewer.getByRole("listitem").filter({ hasText: "“省发展改革委协调处”" });
  await expect(change).toContainText("9月20日");
  await expect(change).toContainText("审核员（reviewer）");
  await expect(alertOf(reviewer)).toHaveCount(0);

  await unit.goto("/notifications");
  await unit
    .getByRole("button", { name: /改由省发展改革委协调处解决/ })
    .first()
    .click();
  await expect(unit).toHaveURL(new RegExp(`/problems/${id}$`));
});
