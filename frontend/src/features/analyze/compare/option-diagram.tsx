import { lazy, Suspense, useMemo, useState } from 'react';

import { DiagramViewer } from '@/components/diagram/diagram-viewer';
import { compareScenes } from '@/components/diagram/scene-difference';
import { Loaded } from '@/components/ui/loaded';
import { SelectField } from '@/components/ui/select-field';
import { Skeleton } from '@/components/ui/skeleton';
import { artifactUrl } from '@/lib/api/artifact-url';

import type { Option } from '../api/analysis';
import { useOptionScene } from '../api/get-option-scene';

const SceneView = lazy(() =>
  import('@/components/diagram/scene-view').then((module) => ({ default: module.SceneView })),
);

type Props = { jobId: string; option: Option; others: Option[]; description: string };

/** The drawing of one option to walk about in, with what another has not, or has otherwise, marked in it. */
export function OptionDiagram({ jobId, option, others, description }: Props) {
  const [compared, setCompared] = useState(others[0]?.name ?? '');
  const scene = useOptionScene(jobId, option.name);
  const url = artifactUrl(jobId, `options/${option.name}/diagram.svg`);
  return (
    <Loaded
      what="the diagram"
      query={scene}
      lines={10}
      empty={{ when: (one) => one === null, show: <DiagramViewer url={url} description={description} /> }}
    >
      {() => (
        <div className="space-y-3">
          <div className="max-w-72">
            <SelectField
              label="Mark what differs from"
              value={compared}
              none="nothing"
              choices={others.map(({ name, title }) => ({ value: name, label: title }))}
              onChange={setCompared}
            />
          </div>
          <Marked jobId={jobId} option={option.name} compared={compared || option.name} pictureUrl={url} />
        </div>
      )}
    </Loaded>
  );
}

type MarkedProps = { jobId: string; option: string; compared: string; pictureUrl: string };

function Marked({ jobId, option, compared, pictureUrl }: MarkedProps) {
  const [before, after] = [useOptionScene(jobId, compared), useOptionScene(jobId, option)];
  const difference = useMemo(
    () => (before.data && after.data ? compareScenes(before.data, after.data) : null),
    [before.data, after.data],
  );
  if (!difference) return <Skeleton lines={8} label="Loading the diagram" />;
  const { added, removed, changed } = difference.counts;
  const told = [
    ...(added > 0 ? [`${added} only here`] : []),
    ...(removed > 0 ? [`${removed} only there`] : []),
    ...(changed > 0 ? [`${changed} otherwise`] : []),
  ];
  return (
    <>
      {option !== compared && (
        <p role="status" className="text-[13px] text-muted">
          {told.length > 0 ? `Components: ${told.join(', ')}.` : 'Both are made of the same components.'}
        </p>
      )}
      <Suspense fallback={<Skeleton lines={8} label="Loading the diagram" />}>
        <SceneView scene={difference.scene} marks={difference.marks} pictureUrl={pictureUrl} />
      </Suspense>
    </>
  );
}
