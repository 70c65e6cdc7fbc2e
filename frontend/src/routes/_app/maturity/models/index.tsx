import { createFileRoute } from '@tanstack/react-router';
import { ModelList } from '@/features/maturity/Models';

export const Route = createFileRoute('/_app/maturity/models/')({ component: ModelList });
