namespace Orleans.Conformance.Identity;

public sealed class GuidCompoundGrain : Grain, IGuidCompoundGrain
{
    public Task<(Guid Key, string? Extension)> Key() => Task.FromResult((this.GetPrimaryKey(out var extension), extension));
}
