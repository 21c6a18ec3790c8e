namespace Orleans.Ray;

/// <summary>The value of a task that returns nothing: <c>ObjectRef&lt;Unit&gt;</c> tells when it is done, or how it failed.</summary>
[GenerateSerializer, Immutable, Alias("ray.Unit")]
public readonly record struct Unit
{
    /// <inheritdoc/>
    public override string ToString() => "()";
}
