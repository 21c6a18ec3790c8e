namespace Orleans.Ray.Store;

/// <summary>What could be anything: only nothing is small.</summary>
internal sealed class UnknownProbe<T> : SizeProbe<T>
{
    public override bool Exceeds(T value, ref long budget, int depth) => value is not null;
}
