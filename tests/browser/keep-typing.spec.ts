import { expect, test } from "./support/portal";

const TEXT = "请于月底前核清未开工原因，并报下步打算。";

test("what was typed and not handed in is there again after a reload, another page and the back button", async ({
  as,
}) => {
  const page = await as("leader");
  await page.goto("/directives/new?point=16");
  const text = page.getByRole("main").getByRole("textbox", { name: "批示内容" });
  await text.fill(TEXT);
  await page.reload();
  await expect(text).toHaveValue(TEXT);
  await expect(page.getByText("已填回您上次没有提交的文字。")).toBeVisible();

  await page.getByRole("link", { name: "总览", exact: true }).click();
  await expect(page).toHaveURL("/");
  await page.goBack();
  await expect(text).toHaveValue(TEXT);

  // On another point, and for somebody else, the field is their own.
  await page.goto("/directives/new?point=2");
  await expect(text).toHaveValue("");
});

test("what was handed in is not put back", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/directives/new?point=16");
  const text = page.getByRole("main").getByRole("textbox", { name: "批示内容" });
  await text.fill(TEXT);
  await page.getByRole("button", { name: "发出批示" }).click();
  await expect(page).toHaveURL(/\/directives\/\d+/);
  await page.goto("/directives/new?point=16");
  await expect(text).toHaveValue("");
});
