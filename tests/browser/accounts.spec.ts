import { expect, test, title } from "./support/portal";

const name = `office-${Date.now().toString(36)}`;
const own = "Chun-Feng-88";

test("an account made by hand opens, with its one-time password, only the page on which that is changed", async ({
  as,
  browser,
}) => {
  const admin = await as("admin");
  await admin.goto("/accounts/new");
  await admin.getByLabel("账号", { exact: true }).fill(name);
  await admin.getByLabel("岗位").fill("综合处");
  await admin.getByLabel("角色").selectOption("LEADER");
  await admin.getByRole("button", { name: "建立账号" }).click();
  const slip = admin.getByRole("region", { name: "一次性密码" });
  await expect(slip).toContainText(name);
  const password = (await slip.locator("dd").nth(1).textContent()) ?? "";

  const page = await (await browser.newContext()).newPage();
  await page.goto("/sign-in");
  await page.getByLabel("账号", { exact: true }).fill(name);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page).toHaveURL("/password");
  await page.goto("/points");
  await expect(page).toHaveURL("/password");
  expect((await page.request.get("/api/v1/plans/2024")).status()).toBe(401);

  const fill = async (current: string, next: string, again = next) => {
    await page.getByLabel("现在的密码").fill(current);
    await page.getByLabel("新密码", { exact: true }).fill(next);
    await page.getByLabel("再输一次新密码").fill(again);
    await page.getByRole("button", { name: "更换密码" }).click();
  };
  await fill(password, own, "another");
  await expect(page.getByRole("alert").first()).toContainText("两次填写的新密码不一样");
  await fill(password, "weak");
  await expect(page.getByRole("alert").first()).toContainText("至少 8 位");
  await fill(password, own);
  await expect(page.getByRole("status")).toContainText("密码已更换");
  await page.getByRole("link", { name: "进入门户" }).click();
  await expect(title(page)).toContainText("工作要点");

  // Locked by the administrator, the next page asks to sign in.
  await admin.goto(`/accounts?q=${name}`);
  await admin.getByRole("link", { name }).click();
  await admin.getByRole("button", { name: "锁定" }).click();
  await expect(admin.getByText("已锁定，登录全部结束。").or(admin.getByText("解锁"))).toBeVisible();
  await page.goto("/points");
  await expect(page).toHaveURL(/sign-in/);
  await page.context().close();
});

test("slips that were lost are given out anew, for all that are ticked", async ({ as }) => {
  const admin = await as("admin");
  await admin.goto(`/accounts?q=${name}`);
  const button = admin.getByRole("button", { name: "重新发放所选" });
  await button.click();
  await expect(admin.getByRole("alert").first()).toContainText("请先在表里选择账号");
  await admin.getByRole("checkbox", { name: `选择 ${name}` }).check();
  await button.click();
  const slip = admin.getByRole("region", { name: "一次性密码" });
  await expect(slip).toContainText(name);
  await expect(slip).toContainText("有效期至");
});

test("a sheet with mistakes is told row by row, and what was refused is in the audit log", async ({
  as,
}) => {
  const admin = await as("admin");
  await admin.goto("/accounts/import");
  const [template] = await Promise.all([
    admin.waitForEvent("download"),
    admin.getByRole("link", { name: "下载模板" }).click(),
  ]);
  expect(template.suggestedFilename()).toBe("账号导入模板.xlsx");
  // As it was handed out it would make an account for every unit that has none.
  await admin.getByLabel("填好的模板").setInputFiles({
    ...{ name: "账号.xlsx", mimeType: "application/octet-stream" },
    buffer: Buffer.from("账号,角色"),
  });
  await admin.getByRole("button", { name: "核对并建立账号" }).click();
  await expect(admin.getByRole("alert").first()).toContainText("打不开");

  const auditor = await as("auditor");
  await auditor.goto("/audit?refused=1");
  await expect(auditor.getByRole("table")).toContainText("页面 /accounts/import");
  const [file] = await Promise.all([
    auditor.waitForEvent("download"),
    auditor.getByRole("link", { name: "导出 CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^审计日志_.*\.csv$/);
  await auditor.goto("/audit?action=audit.export");
  await expect(auditor.getByRole("table")).toContainText("导出审计日志");
});

test("a role lets go of the unit or city that does not go with it", async ({ as }) => {
  const page = await as("admin");
  await page.goto("/accounts/new");
  const choice = (name: string) => page.getByRole("combobox", { name, exact: true });
  const [role, unit, city] = [choice("角色"), choice("责任单位"), choice("城市")];
  await unit.selectOption({ label: "临沂市教育局" });
  await role.selectOption({ label: "审核员" });
  await expect(unit).toHaveValue("");
  await city.selectOption({ label: "临沂市" });
  await role.selectOption({ label: "领导" });
  await expect(city).not.toHaveValue("");
  await role.selectOption({ label: "填报员" });
  await expect(city).toHaveValue("");
});
