import type { Metadata } from "next";
import { requireActor } from "@/lib/web/actor";
import { DirectiveSheet } from "../sheet";

export const metadata: Metadata = { title: "批示" };

export default async function DirectivePage(request: PageProps<"/directives/[id]">) {
  return <DirectiveSheet noun="批示" actor={await requireActor()} {...request} />;
}
