using Orleans.Concurrency;
using Orleans.Conformance.Shared;
using Orleans.Serialization.Invocation;

namespace Orleans.Conformance.Reentrancy;

public abstract class BlockingGrain : Grain
{
    public async Task Block(string started, string release)
    {
        Signals.Set(started);
        await Signals.Wait(release);
    }

    public Task BlockReading(string started, string release) => Block(started, release);

    public Task BlockInterleaving(string started, string release) => Block(started, release);

    public Task Pass() => Task.CompletedTask;

    public Task PassReading() => Task.CompletedTask;

    public Task PassInterleaving() => Task.CompletedTask;
}

public sealed class InterleavingGrain : BlockingGrain, IInterleavingGrain;

public interface IReentrantGrain : IGrainWithStringKey
{
    Task Block(string started, string release);

    Task Pass();
}

[Reentrant]
public sealed class ReentrantGrain : BlockingGrain, IReentrantGrain;

public interface IChoosyGrain : IGrainWithStringKey
{
    Task Block(string started, string release);

    Task Pass();

    Task PassReading();
}

[MayInterleave(nameof(MayInterleave))]
public sealed class ChoosyGrain : BlockingGrain, IChoosyGrain
{
    public static bool MayInterleave(IInvokable request) => request.GetMethodName() == nameof(Pass);
}
