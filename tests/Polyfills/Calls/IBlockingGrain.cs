namespace Orleans.Polyfills.Calls;

public interface IBlockingGrain : IGrainWithStringKey
{
    Task<int> Next(int value);

    /// <summary>Keeps its thread until the other call has run; false if that does not come.</summary>
    Task<bool> Block(Guid name);

    Task Unblock(Guid name);
}
