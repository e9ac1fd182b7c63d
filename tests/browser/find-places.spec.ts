import { expect, test } from "./support/portal";

test("the search page finds what Ctrl K finds, and its pages and views too", async ({ as }) => {
  const page = await as("reviewer");
  for (const q of ["教育", "第一次", "开工", "未报送", "请"]) {
    const answer = await (await page.request.get(`/api/search?q=${encodeURIComponent(q)}`)).json();
    await page.goto(`/search?q=${encodeURIComponent(q)}`);
    const links = await page
      .getByRole("main")
      .getByRole("link")
      .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    const { groups, jumps } = answer as {
      groups: { hits: { href: string }[] }[];
      jumps: { href?: string }[];
    };
    const found = groups.flatMap(({ hits }) => hits.map(({ href }) => href));
    expect(found.length).toBeGreaterThan(0);
    for (const href of [...found, ...jumps.flatMap((jump) => jump.href ?? [])]) {
      expect([q, href, links.includes(href)]).toEqual([q, href, true]);
    }
  }
});

test("a hit on a report, a problem or a 节点 lands on it, unfolded, marked and in focus", async ({
  as,
}) => {
  const page = await as("leader");
  for (const [q, kind, place] of [
    ["对接", "REPORT", /\/points\/\d+#report-\d+$/],
    ["开工", "PROBLEM", /#problem-\d+$/],
    ["开工", "MILESTONE", /\/points\/\d+#milestone-\d+$/],
  ] as const) {
    await page.goto(`/search?q=${encodeURIComponent(q)}&kind=${kind}`);
    const hits = page.getByRole("main").locator("ol > li > a");
    const hrefs = await hits.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    const at = hrefs.findIndex((href) => place.test(href ?? ""));
    expect([kind, at >= 0]).toEqual([kind, true]);
    await hits.nth(at).press("Enter");
    await expect(page).toHaveURL(place);
    const landed = page.locator("[data-landed]");
    await expect(landed).toHaveAttribute("id", new URL(page.url()).hash.slice(1));
    await expect(landed).toBeFocused();
    await expect(landed).toBeInViewport();
    // The same by its address alone.
    await page.reload();
    await expect(landed).toBeInViewport();
  }
  // What is folded away is unfolded.
  await page.goto("/points/20");
  const folded = page.getByRole("main").locator("details li[id^=report-]").last();
  const id = await folded.getAttribute("id");
  await expect(folded).toBeHidden();
  await page.goto(`/points/20?x=1#${id}`);
  await expect(page.locator(`#${id}`)).toBeInViewport();
});
