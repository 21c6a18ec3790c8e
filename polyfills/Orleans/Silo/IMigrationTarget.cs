namespace Orleans.Runtime;

/// <summary>Takes in activations that leave another silo.</summary>
internal interface IMigrationTarget : ISystemTarget
{
    ValueTask Accept(GrainId grainId, GrainAddress previous, Dictionary<string, byte[]> values, Dictionary<string, object>? requestContext);
}
