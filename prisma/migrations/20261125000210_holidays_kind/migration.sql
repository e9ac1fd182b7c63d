-- 管理员收到的消息：某年的放假安排还没有登记。
ALTER TYPE "notification_kind" ADD VALUE 'HOLIDAYS';
