import { ButtonLink } from "@/components/ui/button";
import { paths } from "@/lib/paths";
import { Frame } from "./frame";

/** Missing and out of scope look the same. */
export default function NotFound() {
  return (
    <Frame current="">
      <h1 className="mb-2 font-bold text-xl">未找到该页面</h1>
      <p className="mb-4 text-ink-2">可能地址有误、内容已被调整，或不在您的职责范围内。</p>
      <ButtonLink href={paths.overview()} look="primary">
        回到总览
      </ButtonLink>
    </Frame>
  );
}
