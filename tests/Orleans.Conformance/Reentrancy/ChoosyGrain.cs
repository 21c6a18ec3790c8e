using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Orleans.Conformance.Reentrancy;

[MayInterleave(nameof(MayInterleave))]
public sealed class ChoosyGrain : BlockingGrain, IChoosyGrain
{
    public static bool MayInterleave(IInvokable request) => request.GetMethodName() == nameof(Pass);
}
