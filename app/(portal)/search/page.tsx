import type { Metadata } from "next";
import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import { HitList } from "@/components/search/hit-list";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { FilterLine } from "@/components/views/filter-line";
import { SEARCH_KIND_NAMES } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import type { Jump } from "@/lib/search/jumps";
import { type HitGroup, search } from "@/lib/search/queries";
import { MAX_QUERY, SEARCH_KINDS, type SearchInput, searchInput } from "@/lib/search/schema";
import { requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import { jumpsFor } from "../jumps";

export const metadata: Metadata = { title: "搜索" };

export default async function SearchPage({ searchParams }: PageProps<"/search">) {
  const actor = await requireActor();
  const { q, kind } = await searchParams;
  const typed = typeof q === "string" ? q : "";
  const asked = searchInput.safeParse({ q: q ?? "", kind: kind === "" ? undefined : kind });
  const fault = asked.success ? undefined : asked.error.issues[0]?.message;
  const data = asked.success && asked.data.q !== "" ? asked.data : null;
  const [groups, jumps] = await Promise.all([
    data ? search(actor, data, today()) : [],
    data && data.kind === undefined ? jumpsFor(actor, data.q) : [],
  ]);
  return (
    <Frame current="search">
      <h1 className="mb-4 font-bold text-xl">搜索</h1>
      <search>
        <form action={paths.search()} className="mb-4 max-w-2xl">
          <Field
            name="q"
            label="找什么"
            hint="一两个字也可以；几个词用空格隔开，要全部包含。单位可以用口头的叫法，如发改委，或拼音首字母，如 jnsjyj。"
            error={fault}
          >
            {(control) => (
              <div className="flex gap-2">
                <input
                  {...control}
                  type="search"
                  defaultValue={typed}
                  className="control min-w-0 grow"
                  autoComplete="off"
                />
                <Button type="submit" look="primary">
                  搜索
                </Button>
              </div>
            )}
          </Field>
        </form>
      </search>
      {!may(actor, "plan.read") ? (
        <div className="grid gap-4">
          <Jumps jumps={jumps} />
          <Empty>您的岗位不查阅工作要点和进展，没有可以搜索的内容。</Empty>
        </div>
      ) : !asked.success ? null : asked.data.q === "" ? (
        <Empty>
          可以找{SEARCH_KINDS.map((each) => SEARCH_KIND_NAMES[each]).join("、")}
          ，以及菜单、视图和要办的事。
        </Empty>
      ) : (
        <Found groups={groups} jumps={jumps} asked={asked.data} />
      )}
      <p className="mt-4 text-ink-2 text-sm">
        最多 {MAX_QUERY}{" "}
        个字。进展只找已审核通过的，以及您有权查看的待审核和被退回的；草稿不在其中。
      </p>
    </Frame>
  );
}

function Found({
  groups,
  jumps,
  asked: { q, kind },
}: {
  groups: HitGroup[];
  jumps: Jump[];
  asked: SearchInput;
}) {
  const link = (label: string, to?: SearchInput["kind"]) => (
    <FilterLink key={label} href={paths.search({ q, kind: to })} current={kind === to}>
      {label}
    </FilterLink>
  );
  const total = groups.reduce((sum, { hits }) => sum + hits.length, 0);
  const more = groups.some((group) => group.more);
  return (
    <>
      <FilterRow label="按分类">
        {link("全部")}
        {groups.map((group) =>
          link(`${SEARCH_KIND_NAMES[group.kind]} ${countOf(group)}`, group.kind),
        )}
        {kind !== undefined && groups.length === 0 && link(`${SEARCH_KIND_NAMES[kind]} 0`, kind)}
      </FilterRow>
      <FilterLine
        chosen={[kind && SEARCH_KIND_NAMES[kind]]}
        all={paths.search({ q })}
        here={paths.search({ q, kind })}
      />
      <p role="status" className="my-3 text-ink-2">
        {total === 0
          ? `没有找到包含“${q}”的内容。请换一个说法，或少写几个词。`
          : `找到 ${total}${more ? " 条以上" : " 条"}`}
      </p>
      <div className="grid gap-4">
        <Jumps jumps={jumps} />
        {groups.map((group) => (
          <Card
            key={group.kind}
            id={`kind-${group.kind}`}
            title={SEARCH_KIND_NAMES[group.kind]}
            note={`${countOf(group)} 条`}
          >
            <HitList hits={group.hits} />
            {group.more &&
              (kind === undefined ? (
                <ButtonLink href={paths.search({ q, kind: group.kind })} className="mt-2">
                  还有更多{SEARCH_KIND_NAMES[group.kind]}
                </ButtonLink>
              ) : (
                <p className="mt-2 text-ink-2">还有更多，请再加一个词缩小范围。</p>
              ))}
          </Card>
        ))}
      </div>
    </>
  );
}

/** Pages, views and what is to be done, as Ctrl K offers them; what it does in place is its own. */
function Jumps({ jumps }: { jumps: Jump[] }) {
  const places = jumps.filter((jump) => "href" in jump);
  if (places.length === 0) return null;
  return (
    <Card title="前往与办理">
      <ul className="flex flex-wrap gap-x-6 gap-y-1.5">
        {places.map(({ label, note, href }) => (
          <li key={`${label} ${href}`}>
            <Link href={href} className="font-semibold hover:underline">
              {label}
            </Link>{" "}
            <span className="text-ink-2 text-sm">{note}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const countOf = ({ hits, more }: HitGroup) => `${hits.length}${more ? "+" : ""}`;
