-- A person is told what happens to their own account, such as a link with 统一身份.
ALTER TYPE "notification_kind" ADD VALUE 'ACCOUNT';
