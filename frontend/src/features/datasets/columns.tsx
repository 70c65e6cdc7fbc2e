import type { DatasetItem } from '@/api/datasets';
import type { Format } from '@/i18n/format';
import { type Column, columnsOf } from '@/ui/fields/columns';
import { FreshChip, PublicationText, ScoreChip, Stars } from './Chips';
import { datasetFields } from './fields';

export function datasetColumns(f: Format): Column<DatasetItem>[] {
  return columnsOf<DatasetItem>(datasetFields, {
    name: (x) => f.name(x),
    score: (x) => <ScoreChip item={x} />,
    stars: (x) => <Stars n={x.stars} />,
    freshness: (x) => <FreshChip item={x} />,
    publication: (x) => <PublicationText item={x} />,
  });
}
