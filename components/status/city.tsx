import type { BarTone } from "../ui/bar";

const TONES = ["city-1", "city-2", "city-3"] as const;
const TEXTS = ["text-city-1", "text-city-2", "text-city-3"] as const;

/** The cities of a plan keep one colour each, by their place in the plan. */
export type CityPlace = { id: number }[];

export function cityTone(cities: CityPlace, cityId: number | null): BarTone {
  return TONES[place(cities, cityId)] ?? "accent";
}

export function cityText(cities: CityPlace, cityId: number | null): string {
  return TEXTS[place(cities, cityId)] ?? "text-ink";
}

function place(cities: CityPlace, cityId: number | null): number {
  return cities.findIndex((city) => city.id === cityId);
}
