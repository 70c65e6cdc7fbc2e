import { createFileRoute } from '@tanstack/react-router';
import { StrategyList } from '@/features/plans/StrategyList';

export const Route = createFileRoute('/_app/plans/strategies/')({ component: StrategyList });
