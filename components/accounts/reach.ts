/** What an account reaches, in a few words: its unit or city, and the cities whose plans alone it deals with. */
export function reachText({
  place,
  limits,
}: {
  place: string | null;
  limits: { name: string }[];
}): string {
  const cities = limits.map(({ name }) => name).join("、");
  if (cities === "") return place ?? "全部";
  return place === null || place === cities ? `限${cities}` : `${place}（限${cities}）`;
}
