import { expect, test } from "./support/portal";
import { alertOf } from "./support/report";

const PLAN = "/api/v1/plans/2024";
const SYSTEM = "市大数据平台（李科长保管）";

test("health answers without signing in", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ status: "ok" });
});

test("a token made by an admin reads the plan until it is revoked", async ({ as, request }) => {
  const page = await as("admin");
  await page.goto("/api-tokens");
  await page.getByRole("button", { name: "创建令牌" }).click();
  await expect(alertOf(page)).toContainText("请写明令牌给谁用。");
  await page.getByRole("textbox", { name: "用途" }).fill(SYSTEM);
  await page.getByRole("button", { name: "创建令牌" }).click();
  const token = await page.getByLabel(`「${SYSTEM}」的令牌`).inputValue();
  expect(token.length).toBeGreaterThan(30);
  const read = (path: string) =>
    request.get(path, { headers: { authorization: `Bearer ${token}` } });

  const answer = await read(PLAN);
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toContain("application/json");
  const { plan, chapters } = await answer.json();
  expect(plan).toMatchObject({
    year: 2024,
    documentNumber: "济政办字〔2024〕13号",
    issuedOn: "2024-04-24",
    asOf: "2024-09-20",
  });
  expect(chapters).toHaveLength(9);
  const points = chapters.flatMap((chapter: { points: unknown[] }) => chapter.points);
  expect(points).toHaveLength(31);
  expect(points[2]).toMatchObject({
    number: 3,
    light: expect.stringMatching(/^[A-Z_]+$/),
    reason: expect.stringContaining("：截至 9月20日"),
    sides: [
      { city: "济南", percent: expect.any(Number), light: expect.any(String) },
      { city: "临沂", percent: expect.any(Number), light: expect.any(String) },
    ],
    units: expect.arrayContaining([
      expect.objectContaining({ name: "临沂市教育局", role: "RESPONSIBLE", origin: "DOCUMENT" }),
    ]),
  });
  const past = await (await read(`${PLAN}?asOf=2024-08-31`)).json();
  expect(past.plan.asOf).toBe("2024-08-31");
  expect(past.plan.percent).toBeLessThan(plan.percent);
  expect((await read(`${PLAN}?asOf=soon`)).status()).toBe(400);
  expect((await read("/api/v1/plans/2023")).status()).toBe(404);

  await page.reload();
  await expect(page.getByText(token)).toHaveCount(0);
  const row = page.getByRole("row", { name: SYSTEM });
  await expect(row).toContainText("在用");
  await row.getByText("停用").first().click();
  await row.getByRole("button", { name: "确认停用" }).click();
  await expect(row).not.toContainText("在用");
  expect((await read(PLAN)).status()).toBe(401);
});

test("every path that the OpenAPI document names answers over HTTP", async ({ as }) => {
  const { request } = await as("leader");
  const document = await (await request.get("/api/v1/openapi.json")).json();
  const { items } = await (await request.get(`${PLAN}/units`)).json();
  const given = { "{year}": "2024", "{number}": "3", "{id}": String(items[0].id) };
  const paths = Object.keys(document.paths);
  expect(paths).toContain("/api/v1/plans");
  for (const path of paths) {
    const address = Object.entries(given).reduce((all, [name, it]) => all.replace(name, it), path);
    expect(address).not.toContain("{");
    const answer = await request.get(address);
    expect(answer.status(), `${address}: ${await answer.text()}`).toBe(200);
    expect(answer.headers()["content-type"], address).toContain("application/json");
  }
});

test("what is not there, and what would write, is refused as a problem too", async ({ as }) => {
  const { request } = await as("leader");
  for (const path of ["/api/v1", "/api/v1/nope", `${PLAN}/nope/3`]) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(404);
    expect(answer.headers()["content-type"], path).toContain("application/problem+json");
    expect((await answer.json()).detail).toContain("/api/v1/openapi.json");
  }
  for (const path of [PLAN, "/api/v1/nope"]) {
    const answer = await request.post(path, { data: {} });
    expect(answer.status(), path).toBe(405);
    expect(answer.headers()["content-type"], path).toContain("application/problem+json");
    expect(await answer.json()).toMatchObject({ status: 405, title: "不能写入" });
  }
});

test("without a token, or with an unknown one, the plan is not told", async ({ request }) => {
  const bare = await request.get(PLAN);
  expect(bare.status()).toBe(401);
  expect(bare.headers()["content-type"]).toContain("application/problem+json");
  expect(await bare.json()).toMatchObject({
    status: 401,
    detail: expect.stringContaining("请先登录"),
    error: expect.stringContaining("请先登录"),
  });
  for (const authorization of ["Bearer nonsense", "Basic YTpi", "Bearer "]) {
    expect((await request.get(PLAN, { headers: { authorization } })).status()).toBe(401);
  }
});

test("whoever may read the plan on screen reads it by program too, the auditor does not", async ({
  as,
}) => {
  const leader = await as("leader");
  await leader.goto("/");
  const counts = (await (await leader.request.get(PLAN)).json()).plan.counts;
  for (const [light, name] of [
    ["SEVERE", "严重滞后"],
    ["LAGGING", "滞后预警"],
    ["ON_TRACK", "正常推进"],
  ]) {
    const count = leader.getByRole("main").getByRole("link", { name: new RegExp(`^${name}`) });
    await expect(count.first()).toContainText(`${counts[light ?? ""]} 项`);
  }
  expect((await (await as("auditor")).request.get(PLAN)).status()).toBe(404);
});
