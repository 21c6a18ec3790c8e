namespace Orleans.Polyfills.Frames;

public sealed class FuzzGrain : Grain, IFuzzGrain
{
    public Task<string> Take(string text, int[] numbers, Dictionary<string, byte[]> blobs, CancellationToken cancellationToken) => Task.FromResult(text);

    public Task<int> Next(int value) => Task.FromResult(value + 1);
}
