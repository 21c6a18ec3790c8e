namespace Orleans.Ray.Store;

/// <summary>What is in essence one array of structs without references.</summary>
internal sealed class BlockProbe<T>(Func<T, long> bytes) : SizeProbe<T>
{
    public override bool Exceeds(T value, ref long budget, int depth) => (budget -= Overhead + (value is null ? 0 : bytes(value))) < 0;
}
