using System.Buffers;
using System.Text;

namespace Orleans.Runtime;

/// <summary>The first frame each way: who is there. A gateway's also says which grain types its cluster has.</summary>
internal sealed record Hello(string ClusterId, SiloAddress? Silo, GrainId Client, (string Interface, string GrainType)[] Manifest)
{
    public ReadOnlyMemory<byte> Encode()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new FrameWriter(output);
        writer.Bytes(Encoding.UTF8.GetBytes(ClusterId));
        writer.Silo(Silo);
        writer.Grain(Client);
        writer.Int32(Manifest.Length);
        foreach (var (contract, grainType) in Manifest)
        {
            writer.Bytes(Encoding.UTF8.GetBytes(contract));
            writer.Bytes(Encoding.UTF8.GetBytes(grainType));
        }

        return output.WrittenMemory;
    }

    public static Hello Decode(ReadOnlyMemory<byte> frame)
    {
        var reader = new FrameReader(frame);
        var clusterId = Encoding.UTF8.GetString(reader.Bytes().Span);
        var silo = reader.Silo();
        var client = reader.Grain();
        var manifest = new (string, string)[reader.Int32()];
        for (var i = 0; i < manifest.Length; i++)
        {
            manifest[i] = (Encoding.UTF8.GetString(reader.Bytes().Span), Encoding.UTF8.GetString(reader.Bytes().Span));
        }

        return new Hello(clusterId, silo, client, manifest);
    }
}
