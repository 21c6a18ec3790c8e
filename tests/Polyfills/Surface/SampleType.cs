namespace Orleans.Polyfills.Surface;

/// <summary>Deviates from a listed type in every way that the comparison must find.</summary>
public class SampleType<T> : ICloneable
{
    public SampleType(int number) => Number = number;

    public string Name => "sample";

    public T[] Items { get; set; } = [];

    internal int Number { get; }

    public static int Parse(string text, int start = 1) => text.Length - start;

    public object Clone() => new SampleType<T>(Number);

    public void Dispose() => Items = [];
}
