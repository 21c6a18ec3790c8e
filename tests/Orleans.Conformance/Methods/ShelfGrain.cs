namespace Orleans.Conformance.Methods;

public sealed class ShelfGrain<TItem> : Grain, IShelfGrain<TItem>
{
    public Task<(TItem Item, TTag Tag)> Label<TTag>(TItem item, TTag tag) => Task.FromResult((item, tag));

    public Task<TItem[]> Fill(TItem item, int count) => Task.FromResult(Enumerable.Repeat(item, count).ToArray());
}
