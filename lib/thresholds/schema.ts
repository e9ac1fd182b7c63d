import { z } from "zod";
import { plainNumber } from "../typed";

const whole = (label: string, min: number, max: number) => {
  const sentence = `${label}请填 ${min} 至 ${max} 的整数。`;
  return z.preprocess(
    plainNumber,
    z.coerce.number(sentence).int(sentence).min(min, sentence).max(max, sentence),
  );
};

/** 亮灯阈值 from a day on. */
export const thresholdsInput = z
  .object({
    effectiveOn: z.iso.date("请选择从哪天起生效。"),
    severeGap: whole("严重滞后的差距", 1, 100),
    laggingGap: whole("滞后预警的差距", 1, 99),
    milestoneSevereDays: whole("节点逾期转红的天数", 0, 365),
    unreportedGraceDays: whole("未报送的宽限天数", 0, 60),
    dueSoonDays: whole("临近时限的天数", 0, 365),
    dueSoonPercent: whole("临近时限应达到的进度", 0, 100),
    problemDays: whole("问题转预警的天数", 0, 365),
    outOfStepGap: whole("不同步的差距", 1, 100),
  })
  .refine(({ severeGap, laggingGap }) => laggingGap < severeGap, {
    path: ["laggingGap"],
    message: "滞后预警的差距应小于严重滞后的差距。",
  });
export type ThresholdsInput = z.infer<typeof thresholdsInput>;
