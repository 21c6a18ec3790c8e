namespace Orleans.Runtime;

/// <summary>Takes in activations that leave another silo.</summary>
internal interface IMigrationTarget : ISystemTarget
{
    /// <summary>True when the new activation has replaced the previous one in the directory.</summary>
    ValueTask<bool> Accept(GrainId grainId, GrainAddress previous, Dictionary<string, byte[]> values, Dictionary<string, object>? requestContext);
}
