using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Polyfills.Serialization;

/// <summary>Input made by hand, header by header.</summary>
internal static class Wire
{
    public static byte[] Write(Action<WireWriter> write)
    {
        using var session = SerializerServices.Default.GetRequiredService<SerializerSessionPool>().GetSession();
        session.Writer.Begin(null);
        write(session.Writer);
        return session.Writer.Written.ToArray();
    }

    /// <summary>A header that gives the type a name of its own making.</summary>
    public static void WriteNamed(this WireWriter writer, uint delta, string typeName, WireType wireType)
    {
        writer.WriteByte((byte)((uint)wireType | (uint)SchemaType.Encoded | delta));
        var name = Encoding.UTF8.GetBytes(typeName);
        writer.WriteVarUInt64((ulong)name.Length);
        writer.Write(name);
    }

    /// <summary>The number of elements of a collection, or what claims to be it.</summary>
    public static void WriteCount(this WireWriter writer, uint delta, ulong count)
    {
        writer.WriteHeader(delta, null, WireType.VarInt);
        writer.WriteVarUInt64(count);
    }
}
