using Orleans.Runtime;

namespace Orleans.Conformance.Identity;

internal sealed class FirstAmbiguousGrain : Grain, IAmbiguous
{
    public Task<string> Who() => Task.FromResult("first");
}

internal sealed class SecondAmbiguousGrain : Grain, IAmbiguous
{
    public Task<string> Who() => Task.FromResult("second");
}

internal sealed class OtherDefaultedGrain : Grain, IDefaulted
{
    public Task<string> Who() => Task.FromResult("other");
}

[GrainType("conformance.chosen")]
internal sealed class ChosenDefaultedGrain : Grain, IDefaulted
{
    public Task<string> Who() => Task.FromResult("chosen");
}

internal sealed class NamedLikeItsClass : Grain, INamedLikeItsClass
{
    public Task<string> Who() => Task.FromResult("by name");
}

internal sealed class AlsoNamedLikeItsClass : Grain, INamedLikeItsClass
{
    public Task<string> Who() => Task.FromResult("another");
}

internal sealed class PlainObjectGrain(IGrainContext context) : IGrainBase, IPlainObjectGrain
{
    private bool _isActivated;

    public IGrainContext GrainContext => context;

    public Task OnActivateAsync(CancellationToken token)
    {
        _isActivated = true;
        return Task.CompletedTask;
    }

    public ValueTask<string> Who() => ValueTask.FromResult($"{context.GrainId} {_isActivated}");
}

internal sealed class BoxGrain<T> : Grain, IBoxGrain<T>
{
    private T _value = default!;

    public Task Put(T value)
    {
        _value = value;
        return Task.CompletedTask;
    }

    public Task<T> Get() => Task.FromResult(_value);
}
