using Orleans.Concurrency;
using Orleans.Conformance.Shared;
using Orleans.Serialization.Invocation;

namespace Orleans.Conformance.Reentrancy;

/// <summary>Its predicate is an instance method that looks at arguments; the requests that it names let others in, too.</summary>
[MayInterleave(nameof(MayInterleave))]
public sealed class PickyGrain : Grain, IPickyGrain
{
    private string? _word;

    public bool MayInterleave(IInvokable request) => request.GetArgumentCount() > 0 && request.GetArgument(0) is string word && word == _word;

    public Task Open(string word)
    {
        _word = word;
        return Task.CompletedTask;
    }

    public async Task Block(string started, string release)
    {
        Signals.Set(started);
        await Signals.Wait(release);
    }

    public Task Pass(string word) => Task.CompletedTask;
}
