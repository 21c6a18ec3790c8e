namespace Orleans.Ray.Tests.Nodes;

/// <summary>Tests that look at the process's last node, or at there being none: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWideCollection
{
    public const string Name = "process-wide";
}
