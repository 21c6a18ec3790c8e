using Orleans.Runtime;

namespace Orleans.Conformance.Identity;

[GrainType("conformance.chosen")]
internal sealed class ChosenDefaultedGrain : Grain, IDefaulted
{
    public Task<string> Who() => Task.FromResult("chosen");
}
