import { buttonClass } from "@/components/ui/button";
import { paths } from "@/lib/paths";

/**
 * Missing and out of scope look the same. Without the portal's frame: this page is sent along with
 * every other one, for the case that it is needed.
 */
export default function NotFound() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center justify-items-start gap-3 p-6">
      <h1 className="font-bold text-xl">未找到该页面</h1>
      <p>可能地址有误、内容已被调整，或不在您的职责范围内。</p>
      <a href={paths.overview()} className={buttonClass("primary")}>
        回到总览
      </a>
    </main>
  );
}
