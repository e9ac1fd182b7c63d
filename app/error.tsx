"use client";
import { Button } from "@/components/ui/button";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-3 p-6">
      <h1 className="font-bold text-xl">页面打开失败</h1>
      <p>请稍后重试；仍然如此时，请联系管理员。</p>
      {error.digest && <p className="text-ink-2">编号：{error.digest}</p>}
      <Button look="primary" onClick={reset}>
        重试
      </Button>
    </main>
  );
}
