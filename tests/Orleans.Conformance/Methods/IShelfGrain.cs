namespace Orleans.Conformance.Methods;

public interface IShelfGrain<TItem> : IGrainWithStringKey
{
    Task<(TItem Item, TTag Tag)> Label<TTag>(TItem item, TTag tag);

    Task<TItem[]> Fill(TItem item, int count);
}
