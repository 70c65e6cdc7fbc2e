import { createFileRoute } from '@tanstack/react-router';
import { areaOptions } from '@/api/maturity';
import { AreaPage } from '@/features/maturity/AreaPage';

export const Route = createFileRoute('/_app/maturity/appraisals/$id/areas/$area')({
  loader: async ({ context, params }) => {
    const { definition } = await context.queryClient.ensureQueryData(areaOptions(params.id, params.area));
    return { crumb: { name: `${definition.id} ${definition.name}`, nameEn: `${definition.id} ${definition.nameEn}` } };
  },
  component: () => {
    const { id, area } = Route.useParams();
    return <AreaPage id={id} area={area} />;
  },
});
