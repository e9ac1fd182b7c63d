import type { Browser, Page } from "playwright/test";
import { CLIENT, startProvider } from "../support/identity-provider";
import { startOwnPortal } from "../support/own-portal";
import { expect, test } from "./support/portal";

// A portal and a provider of 统一身份认证 of their own: a real login page, real tokens.
const names: Record<string, string> = { zhang: "boss", wang: "watch", zhao: "nobody" };
let portal: Awaited<ReturnType<typeof startOwnPortal>>;
let provider: Awaited<ReturnType<typeof startProvider>>;
let oneTime = "";
const PASSWORD = "Spring-River-2026";

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  portal = await startOwnPortal(async (url) => {
    provider = await startProvider(url, names);
    return {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_LABEL: "政务统一身份登录",
    };
  });
  const page = await browser.newPage();
  await page.goto(`${portal.url}/setup`);
  await page.getByLabel("启动口令").fill(portal.setup);
  await page.getByLabel("账号", { exact: true }).fill("boss");
  await page.getByLabel("岗位").fill("管理员");
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByLabel("再输一次密码").fill(PASSWORD);
  await page.getByRole("button", { name: "建立管理员" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.close();
});

test.afterAll(async () => {
  await portal?.stop();
  await provider?.stop();
});

async function newPage(browser: Browser, javaScriptEnabled = true): Promise<Page> {
  return (await browser.newContext({ baseURL: portal.url, javaScriptEnabled })).newPage();
}

/** Through the provider's own pages: who it is, and that the portal may know. */
async function logIn(page: Page, subject: string) {
  await expect(page).toHaveURL(new RegExp(`^${provider.issuer}/interaction/`));
  await page.locator('input[name="login"]').fill(subject);
  await page.locator('input[name="password"]').fill("any");
  await page.locator('button[type="submit"]').click();
  const consent = page.locator('input[name="prompt"][value="consent"]');
  await expect(consent).toHaveCount(1);
  await page.locator('button[type="submit"]').click();
}

async function byPassword(page: Page, name: string, password: string) {
  await page.getByLabel("账号", { exact: true }).fill(name);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

test("an administrator's account is not linked by its name: its password comes first", async ({
  browser,
}) => {
  const page = await newPage(browser);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "政务统一身份登录" }).click();
  await logIn(page, "zhang");
  await expect(page.getByRole("alert").first()).toContainText("第一次关联须证明是本人");
  await byPassword(page, "boss", PASSWORD);
  await expect(page).toHaveURL(`${portal.url}/`);
  await page.goto("/password");
  await page.getByRole("button", { name: "关联统一身份" }).click();
  // The provider still knows who it was.
  await expect(page.getByRole("main")).toContainText("账号已关联统一身份");
  await page.goto("/notifications");
  await expect(page.getByText(/您的账号已关联统一身份/).first()).toBeVisible();
  await page.context().close();
});

test("an administrator signs in by the provider's login page, with the way they were on kept", async ({
  browser,
}) => {
  const page = await newPage(browser);
  await page.goto("/accounts");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByRole("button", { name: "政务统一身份登录" }).click();
  await logIn(page, "zhang");
  await expect(page).toHaveURL(`${portal.url}/accounts`);
  await expect(page.getByRole("heading", { name: "账号", level: 1 })).toBeVisible();
  // An auditor, for the last of these tests.
  await page.goto("/accounts/new");
  await page.getByLabel("账号", { exact: true }).fill("watch");
  await page.getByLabel("角色").selectOption("AUDITOR");
  await page.getByLabel("岗位").fill("审计员");
  await page.getByRole("button", { name: "建立账号" }).click();
  const slip = page.getByRole("region", { name: "一次性密码" });
  await expect(slip).toContainText("watch");
  oneTime = (await slip.locator("dd").nth(1).textContent()) ?? "";
  await page.context().close();
});

test("it works without JavaScript", async ({ browser }) => {
  const page = await newPage(browser, false);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "政务统一身份登录" }).click();
  await logIn(page, "zhang");
  await expect(page.getByRole("link", { name: "账号" }).first()).toBeVisible();
  await page.context().close();
});

test("who has no account is told so and stays outside", async ({ browser }) => {
  const page = await newPage(browser);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "政务统一身份登录" }).click();
  await logIn(page, "zhao");
  await expect(page.getByRole("alert").first()).toContainText("门户里没有对应的账号");
  await page.goto("/accounts");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.context().close();
});

test("an answer that comes twice is refused, and the audit log tells of it all", async ({
  browser,
}) => {
  const page = await newPage(browser);
  let answer = "";
  page.on("request", (request) => {
    if (request.url().includes("/api/auth/callback/oidc")) answer = request.url();
  });
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "政务统一身份登录" }).click();
  await logIn(page, "wang");
  await expect(page.getByRole("alert").first()).toContainText("一次性密码还没有换过");
  await byPassword(page, "watch", oneTime);
  await expect(page).toHaveURL(`${portal.url}/password`);
  // Not before the password is the auditor's own.
  await expect(page.getByRole("button", { name: "关联统一身份" })).toHaveCount(0);
  await page.getByLabel("现在的密码").fill(oneTime);
  await page.getByLabel("新密码", { exact: true }).fill(PASSWORD);
  await page.getByLabel("再输一次新密码").fill(PASSWORD);
  await page.getByRole("button", { name: "更换密码" }).click();
  await expect(page.getByText("密码已更换")).toBeVisible();
  await page.getByRole("button", { name: "关联统一身份" }).click();
  await expect(page.getByRole("main")).toContainText("账号已关联统一身份");
  const other = await newPage(browser);
  await other.goto(answer);
  await expect(other.getByRole("alert").first()).toContainText("统一身份认证没有完成");
  await other.context().close();
  await page.goto("/audit");
  for (const action of ["关联统一身份", "统一身份被拒", "统一身份认证失败"]) {
    await expect(page.getByText(action).locator("visible=true").first()).toBeVisible();
  }
  await page.context().close();
});
