import type { MilestoneFacts } from "@/lib/plan/rules";

export const CITIES = [
  { id: 1, shortName: "济南" },
  { id: 2, shortName: "临沂" },
];

export const row = (changes: Partial<MilestoneFacts>): MilestoneFacts => ({
  id: 1,
  rootId: 1,
  pointId: 1,
  cityId: null,
  title: "开工",
  dueOn: "2024-06-30",
  weight: 100,
  addedOn: "2024-05-10",
  removedOn: null,
  reached: [],
  ...changes,
});
export const reached = (cityId: number, confirmedOn: string) => ({
  ...{ id: cityId, cityId, doneOn: confirmedOn, confirmedOn },
  revokedOn: null,
});
