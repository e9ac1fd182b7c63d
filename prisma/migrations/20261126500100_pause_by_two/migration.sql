-- 暂停 and 恢复推进 are adjustments: proposed by one, approved by another. The rows of pauses stay what they are.
ALTER TYPE "adjustment_kind" ADD VALUE 'PAUSE';
ALTER TYPE "adjustment_kind" ADD VALUE 'RESUME';
