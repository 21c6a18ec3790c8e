namespace Orleans.Conformance.Identity;

public sealed class LongCompoundGrain : Grain, ILongCompoundGrain
{
    public Task<(long Key, string? Extension)> Key() => Task.FromResult((this.GetPrimaryKeyLong(out var extension), extension));
}
