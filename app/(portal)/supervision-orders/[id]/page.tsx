import type { Metadata } from "next";
import { requireActor } from "@/lib/web/actor";
import { DirectiveSheet } from "../../directives/sheet";

export const metadata: Metadata = { title: "督办单" };

export default async function OrderPage(request: PageProps<"/supervision-orders/[id]">) {
  return <DirectiveSheet noun="督办单" actor={await requireActor()} {...request} />;
}
