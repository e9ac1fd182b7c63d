import type { Issue } from "./mention";
import { isOfSomeCity, NO_PREFIX, type Prefix } from "./prefixes";

/** 青岛市教育局, and not 新民市政府: an office of a city that is none of the notice's. */
const OF_A_CITY =
  /^(\p{Script=Han}{2,6}?(?<!城)[市州盟])(?!场|容|域|民|政)\p{Script=Han}{2,}(?:局|委|委员会|办|办公室|厅|部|院|中心)(?:（[^（）]*）)?$/u;

/**
 * 北京市知识产权局、市中级法院: the city before may go on, and as well the 市 may be of the city that issues
 * the notice. Where both are one, nothing is asked; where one city alone issues it, the name keeps no city
 * until somebody says; else the city before goes on, and is asked about.
 */
export class UnsureCities {
  private after = "";
  private other = "";
  private readonly found = new Map<string, { names: string[]; read: string | null }>();

  constructor(private readonly issue: Issue) {}

  /** What stands in the list, name by name; `own` the city it is written with. */
  follow(written: string, own: Prefix | null): void {
    const { cities } = this.issue;
    const [city, more] = own?.cities ?? [];
    const foreign = own || cities.length > 1 ? null : OF_A_CITY.exec(written)?.[1];
    if (foreign && isOfSomeCity(written.slice(foreign.length - 1), cities)) {
      this.after = written;
      this.other = foreign;
    } else if (city && !more && written.startsWith(city.name)) {
      this.after = written;
      this.other = cities.length > 1 ? city.name : "";
    } else if (own && this.isAsked(written)) this.note(written, city?.name ?? null);
    else if (own) this.other = "";
  }

  /** The city a name without its own takes from those before it. */
  prefixFor(written: string, before: Prefix): Prefix {
    const [city, more] = before.cities;
    if (!city || more || !this.isAsked(written)) return before;
    const { home } = this.issue;
    if (home?.name === city.name) return before;
    this.note(written, home ? null : city.name);
    return home ? NO_PREFIX : before;
  }

  private isAsked(written: string): boolean {
    return this.other !== "" && isOfSomeCity(written, this.issue.cities);
  }

  private note(written: string, read: string | null): void {
    const key = this.after;
    const before = this.found.get(key) ?? { names: [], read };
    this.found.set(key, { ...before, names: [...before.names, written] });
  }

  questions(): string[] {
    return [...this.found].map(([after, { names, read }]) => {
      const all = names.map((name) => `“${name}”`).join("");
      const as = read ? `，暂列为${read}的` : "";
      return `${all}写在“${after}”后面，没有写明是不是同一个城市的${as}，请核对。`;
    });
  }
}
