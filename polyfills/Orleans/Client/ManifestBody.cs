using System.Buffers;
using System.Text;

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
            writer.Bytes(Encoding.UTF8.GetBytes(contract));
            writer.Bytes(Encoding.UTF8.GetBytes(grainType));
        }

        return output.WrittenMemory;
    }

    public static IEnumerable<(string Interface, string GrainType)> Read(ReadOnlyMemory<byte> body)
    {
        var pairs = new List<(string, string)>();
        while (!body.IsEmpty)
        {
            var reader = new FrameReader(body);
            pairs.Add((Encoding.UTF8.GetString(reader.Bytes().Span), Encoding.UTF8.GetString(reader.Bytes().Span)));
            body = reader.Rest;
        }

        return pairs;
    }
}
