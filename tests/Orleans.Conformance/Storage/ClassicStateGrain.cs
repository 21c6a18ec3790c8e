namespace Orleans.Conformance.Storage;

public sealed class ClassicStateGrain : Grain<StoredState>, IClassicStateGrain
{
    private int _atActivation = -1;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _atActivation = State.Number;
        return Task.CompletedTask;
    }

    public Task<int> Get() => Task.FromResult(_atActivation == State.Number ? State.Number : -1);

    public Task Set(int number)
    {
        State.Number = number;
        return WriteStateAsync();
    }

    public Task Clear() => ClearStateAsync();
}
