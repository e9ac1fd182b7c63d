import type { Page } from "playwright/test";

// A4 upright and across, A3 across, inside the margins of app/globals.css, in CSS pixels.
export const UPRIGHT = { width: 703, height: 1017 };
export const ACROSS = { width: 1031, height: 702 };
export const WIDE = { width: 1496, height: 1032 };
/** Width and height of every sheet in points, on the paper that whoever prints has chosen. */
export async function boxesOf(page: Page, format: "A4" | "A3"): Promise<[number, number][]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true, format })).toString("latin1");
  return [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(
    ([, width, height]) => [Number(width), Number(height)],
  );
}
