using System.Globalization;

namespace Orleans.Runtime;

internal sealed class StatelessWorkerPlacement : PlacementStrategy
{
    public const string MaxLocalProperty = "max-local-instances";
    public const string RemoveIdleProperty = "remove-idle-workers";

    public StatelessWorkerPlacement()
        : this(Environment.ProcessorCount, true)
    {
    }

    public StatelessWorkerPlacement(int maxLocal, bool removeIdleWorkers)
    {
        MaxLocal = maxLocal > 0 ? maxLocal : Environment.ProcessorCount;
        RemoveIdleWorkers = removeIdleWorkers;
    }

    public int MaxLocal { get; private set; }

    public bool RemoveIdleWorkers { get; private set; }

    public override bool IsUsingGrainDirectory => false;

    public override void Initialize(GrainProperties properties)
    {
        if (properties.Properties.TryGetValue(MaxLocalProperty, out var max))
        {
            MaxLocal = int.Parse(max, CultureInfo.InvariantCulture);
        }

        if (properties.Properties.TryGetValue(RemoveIdleProperty, out var remove))
        {
            RemoveIdleWorkers = bool.Parse(remove);
        }
    }
}
