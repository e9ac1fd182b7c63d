import type { Page } from "playwright/test";
import { expect, test } from "./support/portal";
import { alertOf } from "./support/report";

// Names of cities nobody has: whatever else runs on this portal is left alone.
const NUMBER = `测政办字〔2024〕${Date.now() % 100_000}号`;
const NOTICE = `东川市人民政府办公室 西岭市人民政府办公室
关于印发《东川—西岭对口合作2024年工作要点》的通知
${NUMBER}
各县（区）人民政府，市政府各部门：
现将《东川—西岭对口合作2024年工作要点》印发给你们，请认真组织实施。
东川市人民政府办公室
西岭市人民政府办公室
2024年3月8日
东川—西岭对口合作2024年工作要点
一、加强产业协作
1.共建产业园区。年内新建5个合作园区。（责任单位：两市发展改革委，清水湾管委会）
2.促进文旅互访。2024年10月底前举办1次文化旅游推介会。（责任单位：两市文化和旅游局等）
二、深化民生合作
3.开展支教帮扶。选派教师20名开展支教。
`;

test("an office pastes a notice of two cities nobody has seen, answers what is asked, and is at work", async ({
  as,
}) => {
  const page = await as("admin");
  await page.goto("/imports");
  await page.getByLabel("或者粘贴文字").fill(NOTICE);
  await page.getByRole("button", { name: "读取" }).click();
  await expect(page).toHaveURL(/imports\/\d+(\?|$)/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "东川—西岭对口合作2024年工作要点",
  );
  const asked = page.getByRole("region", { name: "要您定的" });
  await expect(asked).toContainText("名录里没有的单位还有 5 个");
  await expect(asked).toContainText("还有 2 处读不准的地方");
  await expect(page.getByRole("button", { name: "发布", exact: true })).toHaveCount(0);

  await test.step("a warning leads to its line and goes once its point is set right", async () => {
    await page.getByRole("link", { name: "第 12 行" }).first().click();
    await expect(page.locator("#line-12")).toContainText("促进文旅互访");
    await page.goBack();
    await page.getByRole("link", { name: "编辑第 3 项" }).click();
    const card = page.getByRole("article", { name: /开展支教帮扶/ });
    await card.getByLabel("增加单位").fill("东川市教育局、西岭市教育局");
    await card.getByRole("button", { name: "保存这一项" }).click();
    await expect(card.getByText("西岭市教育局")).toBeVisible();
    await expect(asked).toContainText("还有 1 处读不准的地方");
    await page.getByRole("button", { name: "第 12 行已核对" }).click();
    await expect(asked).not.toContainText("读不准");
  });

  await test.step("units that can only be new are filled in; the one without a city is asked about", async () => {
    const open = page.getByLabel("清水湾管委会：怎样处理");
    await open.selectOption("NEW");
    await page.getByRole("button", { name: "保存单位的处理" }).click();
    await expect(alertOf(page)).toContainText("请选择清水湾管委会属于哪个城市");
    await expect(open).toHaveValue("NEW");
    await page.getByLabel("清水湾管委会：新建时所属的城市").selectOption("东川市");
    await page.getByRole("button", { name: "保存单位的处理" }).click();
    await expect(asked).toContainText("都定好了");
  });

  await page.getByRole("button", { name: "发布", exact: true }).click();
  await expect(page.getByText("给各单位建好账号")).toBeVisible();
  await page.getByRole("button", { name: "打开这份要点" }).click();
  // Who may open several plans has the open one named in the address.
  await expect(page).toHaveURL(/\/\?plan=\d+$/);
  const main = page.getByRole("main");
  await expect(main.getByText("共建产业园区").first()).toBeVisible();
  await page.goto("/points/2");
  await expect(main.getByText("西岭市文化和旅游局").first()).toBeVisible();
});

test("the same notice again is an update: it shows exactly what changed, and takes what is ticked", async ({
  as,
}) => {
  const page = await as("admin");
  await page.goto("/imports");
  await page.getByLabel("或者粘贴文字").fill(NOTICE.replace("20名", "25名"));
  await page.getByRole("button", { name: "读取" }).click();
  await expect(page).toHaveURL(/imports\/\d+(\?|$)/);
  const card = page.locator("section").filter({ hasText: "与现有要点的差别" });
  await expect(card.getByRole("checkbox")).toHaveCount(3);
  await expect(card.locator("ins")).toContainText("25");
  await expect(card.locator("del")).toContainText("20");
  await page.getByRole("button", { name: /处都已核对/ }).click();
  // The units an admin gave point 3 beyond the text stay.
  for (const box of await card.getByRole("checkbox", { name: /教育局/ }).all()) await box.uncheck();
  await page.getByRole("button", { name: "采纳选中的差别并发布" }).click();
  await expect(page.getByText("更新了现有要点。")).toBeVisible();
  await page.getByText("撤销导入…").click();
  await expect(page.getByText(/^要恢复 \d+ 处改动，确定吗？$/)).toBeVisible();
  await page.getByRole("button", { name: "确认撤销导入" }).click();
  await expect(page.getByRole("main").getByText("已撤销").first()).toBeVisible();
});

test("the import is taken back whole, and the portal stands as before", async ({ as }) => {
  const page = await as("admin");
  await page.goto("/imports");
  await page
    .getByRole("row", { name: new RegExp(NUMBER) })
    .filter({ hasText: "已发布" })
    .getByRole("link")
    .click();
  await page.getByText("撤销导入…").click();
  await expect(
    page.getByText(/^要收回 \d+ 项要点、\d+ 个新单位、2 个新城市，确定吗？$/),
  ).toBeVisible();
  await page.getByRole("button", { name: "确认撤销导入" }).click();
  await expect(page.getByRole("main").getByText("已撤销").first()).toBeVisible();
  await page.goto("/units");
  await expect(page.getByRole("main").getByText("东川市教育局")).toHaveCount(0);
});

test("what is no notice is refused in a sentence, and the text typed stays", async ({
  as,
  expectConsole,
}) => {
  expectConsole(/503|422/);
  const page = await as("admin");
  await page.goto("/imports");
  const read = page.getByRole("button", { name: "读取" });
  await read.click();
  await expect(alertOf(page)).toContainText("请选择文件，或粘贴通知的文字。");
  await page.getByLabel("或者粘贴文字").fill("随手写的字");
  const files: [string, Buffer, string][] = [
    ["旧.doc", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), "旧版 Word"],
    ["通知.pdf", Buffer.from("%PDF-1.7"), "PDF"],
    ["空.txt", Buffer.alloc(0), "空文件"],
  ];
  for (const [name, buffer, sentence] of files) {
    const file = { name, buffer, mimeType: "application/octet-stream" };
    await page.getByLabel("文件", { exact: true }).setInputFiles(file);
    await read.click();
    await expect(alertOf(page)).toContainText(sentence);
    await expect(alertOf(page)).toBeFocused();
  }
  await expect(page.getByLabel("或者粘贴文字")).toHaveValue("随手写的字");
});

test("what is far too large is refused in a sentence, and what was chosen and typed stays", async ({
  as,
  expectConsole,
}) => {
  expectConsole(/503|422|413/);
  const page = await as("admin");
  await page.goto("/imports");
  const read = page.getByRole("button", { name: "读取" });
  const field = page.getByLabel("或者粘贴文字");
  const fill = (size: number) =>
    field.evaluate((area: HTMLTextAreaElement, characters) => {
      area.value = "推进合作。".repeat(characters / 5);
    }, size);
  await page.getByText("一般不用选").click();
  await page.getByLabel("新的城市").fill("南川市");
  await fill(700_000);
  await read.click();
  await expect(alertOf(page)).toContainText("共有 70 万字，一份通知不会超过 30 万字");
  expect(await field.evaluate((area: HTMLTextAreaElement) => area.value.length)).toBe(700_000);
  await expect(page.getByLabel("新的城市")).toHaveValue("南川市");
  const file = page.getByLabel("文件", { exact: true });
  const buffer = Buffer.alloc(22 << 20, "推进合作。");
  const pictures = { name: "带图片的通知.docx", buffer, mimeType: "application/zip" };
  await file.setInputFiles(pictures);
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url()));
  await read.click();
  await expect(alertOf(page)).toContainText("交上的内容超过 20 MB");
  await expect(alertOf(page)).toContainText("去掉图片");
  expect(await file.evaluate((input: HTMLInputElement) => input.files?.[0]?.name)).toBe(
    "带图片的通知.docx",
  );
  // It is not sent at all, and what sends it nonetheless is told the same.
  expect(sent.filter((url) => url.includes("/api/imports"))).toEqual([]);
  const refused = await page.request.post("/api/imports", {
    multipart: { file: pictures },
    headers: { accept: "application/json" },
  });
  expect(await refused.json()).toMatchObject({ message: expect.stringContaining("超过 20 MB") });
  await file.setInputFiles({ ...pictures, buffer: buffer.subarray(0, 1 << 20) });
  // A proxy that takes less answers in its own words.
  await page.route("**/api/imports", (route) =>
    route.fulfill({ status: 413, contentType: "text/html", body: "<h1>413</h1>" }),
  );
  await read.click();
  await expect(alertOf(page)).toContainText("前面的代理没有收下");
});

test("without JavaScript a notice is read, edited and refused all the same", async ({
  as,
  browser,
  baseURL,
}) => {
  const signedIn = await as("admin");
  await signedIn.goto("/imports");
  const context = await browser.newContext({
    baseURL: baseURL ?? "",
    javaScriptEnabled: false,
    storageState: await signedIn.context().storageState(),
  });
  const page: Page = await context.newPage();
  await page.goto("/imports");
  await page.getByRole("button", { name: "读取" }).click();
  await expect(page.getByRole("main")).toContainText("请选择文件，或粘贴通知的文字。");
  await page.goto("/imports");
  await page.getByLabel("或者粘贴文字").evaluate((area: HTMLTextAreaElement) => {
    area.value = "推进合作。".repeat(80_000);
  });
  await page.getByRole("button", { name: "读取" }).click();
  await expect(page.getByRole("main")).toContainText("共有 40 万字");
  await expect(page.getByRole("main")).toContainText("按浏览器的“后退”接着改");
  await page.goBack();
  await expect(page.getByLabel("或者粘贴文字")).toHaveValue(/^推进合作。/);
  await page.getByLabel("或者粘贴文字").fill(NOTICE);
  await page.getByRole("button", { name: "读取" }).click();
  await expect(page).toHaveURL(/imports\/\d+(\?|$)/);
  await page.getByRole("button", { name: "第 12 行已核对" }).click();
  await expect(page.getByRole("main")).toContainText("还有 1 处读不准的地方");
  await page.getByRole("button", { name: "作废这份导入" }).click();
  await expect(page.getByRole("main")).toContainText("作废。");
  await context.close();
});

test("nobody but an admin finds the pages", async ({ as, expectConsole }) => {
  expectConsole(/404/);
  for (const account of ["leader", "reviewer", "ly-jyj", "auditor"]) {
    const page = await as(account);
    await page.goto("/imports");
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("导入通知");
    await expect(page.getByRole("link", { name: "导入通知" })).toHaveCount(0);
  }
});
