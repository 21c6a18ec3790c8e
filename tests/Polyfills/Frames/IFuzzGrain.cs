namespace Orleans.Polyfills.Frames;

public interface IFuzzGrain : IGrainWithStringKey
{
    Task<string> Take(string text, int[] numbers, Dictionary<string, byte[]> blobs, CancellationToken cancellationToken);

    Task<int> Next(int value);
}
