import { DEMONSTRATION_PASSWORD } from "../../lib/demonstration/rules";
import { expect, signIn, test, title } from "./support/portal";

for (const [account, heading] of [
  ["leader", /对口合作2024年工作要点/],
  ["reviewer", /对口合作2024年工作要点/],
  ["admin", /对口合作2024年工作要点/],
  ["my-xzf", /对口合作2024年工作要点/],
] as const) {
  test(`${account} lands on 总览 after signing in`, async ({ page }) => {
    await signIn(page, account);
    await expect(page).toHaveURL("/");
    await expect(title(page)).toHaveText(heading);
  });
}

test("the auditor lands on the audit log, the only page of theirs", async ({ page }) => {
  await signIn(page, "auditor");
  await expect(page).toHaveURL("/audit");
  await expect(title(page)).toHaveText("审计日志");
  const entries = page.getByRole("navigation", { name: "主菜单" }).getByRole("link");
  await expect(entries).toHaveText([/对口合作督办$/, "审计日志"]);
});

test("a wrong password is told in one sentence and the name stays", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("账号", { exact: true }).fill("leader");
  await page.getByLabel("密码", { exact: true }).fill("not-the-password");
  await page.getByRole("button", { name: "登录" }).click();
  const summary = page.getByRole("main").getByRole("alert");
  await expect(summary).toHaveText("账号或密码不正确，请核对后重试。");
  await expect(summary).toBeFocused();
  await expect(page.getByLabel("账号", { exact: true })).toHaveValue("leader");
  await expect(page.getByLabel("密码", { exact: true })).toHaveValue("");
  await page.getByLabel("密码", { exact: true }).fill(DEMONSTRATION_PASSWORD);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page).toHaveURL("/");
});

test("an empty sign-in form says which fields are missing", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "登录" }).click();
  const summary = page.getByRole("main").getByRole("alert");
  await expect(summary).toBeFocused();
  await summary.getByRole("link", { name: "请填写账号。" }).click();
  await expect(page.getByLabel("账号", { exact: true })).toBeFocused();
  await expect(page.getByLabel("账号", { exact: true })).toHaveAttribute("aria-invalid", "true");
});

test("signing out ends the session: its cookie opens nothing any more", async ({ page }) => {
  await signIn(page, "leader");
  const cookies = await page.context().cookies();
  await page.getByRole("button", { name: /打开个人菜单/ }).click();
  await page.getByRole("button", { name: "退出登录" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/points");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.context().addCookies(cookies);
  await page.goto("/points");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("every page sends whoever is not signed in to the sign-in page", async ({ page }) => {
  for (const path of ["/", "/chapters/3", "/points/12?asOf=2024-08-31", "/updates", "/reviews"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(title(page)).toHaveText("对口合作督办");
  }
});

test("the sign-in page lists every demonstration account and their password", async ({ page }) => {
  await page.goto("/sign-in");
  const accounts = page.getByRole("region", { name: "演示账号" });
  await expect(accounts).toContainText(DEMONSTRATION_PASSWORD);
  for (const name of ["admin", "auditor", "leader", "reviewer"]) {
    await expect(accounts.getByText(name, { exact: true })).toBeVisible();
  }
  const unit = accounts.getByText("ly-nyncj", { exact: true });
  await expect(unit).toBeHidden();
  await accounts.getByText("临沂市各单位填报员").click();
  await expect(unit).toBeVisible();
  await expect(accounts.getByText("临沂市农业农村局")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("signing in and reading the overview works", async ({ page }) => {
    await signIn(page, "leader");
    await expect(page).toHaveURL("/");
    await expect(title(page)).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: /^四/ }).click();
    await expect(page).toHaveURL("/chapters/4");
  });

  test("a wrong password is told and the name stays", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByLabel("账号", { exact: true }).fill("auditor");
    await page.getByLabel("密码", { exact: true }).fill("wrong");
    await page.getByRole("button", { name: "登录" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toHaveText(
      "账号或密码不正确，请核对后重试。",
    );
    await expect(page.getByLabel("账号", { exact: true })).toHaveValue("auditor");
  });
});
