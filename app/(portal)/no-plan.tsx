import { Empty } from "@/components/ui/card";
import { Frame } from "./frame";

/** Before the first notice is in the database. */
export function NoPlan() {
  return (
    <Frame current="overview">
      <h1 className="mb-4 font-bold text-xl">总览</h1>
      <Empty>还没有工作要点。请管理员导入年度工作要点后，这里会显示各章进展。</Empty>
    </Frame>
  );
}
