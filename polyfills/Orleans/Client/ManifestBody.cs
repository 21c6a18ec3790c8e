using System.Buffers;

namespace Orleans.Runtime;

/// <summary>Pairs of interface and grain type on their way from a gateway to a client.</summary>
internal static class ManifestBody
{
    public static ReadOnlyMemory<byte> Write(IEnumerable<(string Interface, string GrainType)> pairs)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new FrameWriter(output);
        foreach (var (contract, grainType) in pairs)
        {
            writer.Text(contract);
            writer.Text(grainType);
        }

        return output.WrittenMemory;
    }

    /// <exception cref="InvalidDataException">It is not such a list.</exception>
    public static IReadOnlyList<(string Interface, string GrainType)> Read(ReadOnlySpan<byte> body)
    {
        var pairs = new List<(string, string)>();
        var reader = new FrameReader(body);
        while (reader.Position < body.Length)
        {
            pairs.Add((reader.Text(), reader.Text()));
        }

        return pairs;
    }
}
