import { type BrowserContext, test as base, expect, type Page } from "playwright/test";
import { DEMONSTRATION_PASSWORD } from "../../../lib/demonstration/rules";
import { watch } from "./watch";

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

type Fixtures = {
  /** A page of its own for a demonstration account, signed in; every call is another browser. */
  as: (account: string) => Promise<Page>;
  /** Console errors that this test brings about on purpose. */
  expectConsole: (message: RegExp) => void;
  faults: { list: string[]; expected: RegExp[] };
};

/**
 * Every test fails on an error in the console, an exception, a breach of the content policy, or a
 * request to another host, in whichever of its pages.
 */
export const test = base.extend<Fixtures, { states: Map<string, State> }>({
  states: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => use(new Map()),
    { scope: "worker" },
  ],
  faults: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const faults: Fixtures["faults"] = { list: [], expected: [] };
      await use(faults);
      const unexpected = faults.list.filter(
        (fault) => !faults.expected.some((pattern) => pattern.test(fault)),
      );
      expect(unexpected, "errors in the browser").toEqual([]);
    },
    { auto: true },
  ],
  expectConsole: async ({ faults }, use) =>
    use((message) => {
      faults.expected.push(message);
    }),
  context: async ({ context, baseURL, faults }, use) => {
    await watch(context, baseURL ?? "", faults.list);
    await use(context);
  },
  as: async ({ browser, baseURL, contextOptions, states, faults }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (account) => {
      let storageState = states.get(account);
      if (!storageState) {
        const context = await browser.newContext({ ...contextOptions, baseURL });
        const page = await context.newPage();
        await signIn(page, account);
        storageState = await context.storageState();
        states.set(account, storageState);
        await context.close();
      }
      const context = await browser.newContext({ ...contextOptions, baseURL, storageState });
      opened.push(context);
      await watch(context, baseURL ?? "", faults.list);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

export { expect };

/** Signs in through the form, as a person does. */
export async function signIn(page: Page, account: string, password = DEMONSTRATION_PASSWORD) {
  await page.goto("/sign-in");
  await page.getByLabel("账号", { exact: true }).fill(account);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** The one heading that names the page. */
export function title(page: Page) {
  return page.getByRole("main").getByRole("heading", { level: 1 });
}
