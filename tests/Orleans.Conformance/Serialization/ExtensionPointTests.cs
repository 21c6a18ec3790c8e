using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Conformance.Serialization;

public sealed class ExtensionPointTests : SerializerTest
{
    [Fact]
    public void A_generalized_copier_takes_types_that_nothing_else_supports()
    {
        var services = CreateServices(static services => services.AddSingleton<IGeneralizedCopier, HandleCopier>());
        var copier = services.GetRequiredService<DeepCopier>();
        var value = new Handle("a");
        Assert.Equal("copy of a", copier.Copy(value).Name);
        Assert.Equal("copy of a", ((Handle)copier.Copy<object>(value)).Name);
        Assert.Equal("copy of a", copier.Copy<IHandle>(value).Name);
        Assert.Equal("copy of a", copier.Copy(new List<IHandle> { value })[0].Name);
        Assert.Equal("copy of a", ((IHandle)copier.Copy(new Node { Anything = value }).Anything!).Name);
    }

    [Fact]
    public void A_generalized_copier_leaves_other_types_alone()
    {
        var services = CreateServices(static services => services.AddSingleton<IGeneralizedCopier, HandleCopier>());
        var copier = services.GetRequiredService<DeepCopier>();
        Assert.Equal(4, copier.Copy(new Leaf { Number = 4 }).Number);
        Assert.Throws<CodecNotFoundException>(() => copier.Copy(new NoAttribute()));
    }

    [Fact]
    public void A_generalized_codec_takes_types_that_nothing_else_supports()
    {
        var services = CreateServices(static services => services.AddSingleton<IGeneralizedCodec, HandleCodec>().AddSingleton<ITypeFilter, HandleCodec>());
        var serializer = services.GetRequiredService<Serializer>();
        var value = new Handle("a");
        Assert.Equal("a", Again(value).Name);
        Assert.Equal("a", Again<IHandle>(value).Name);
        Assert.Equal("a", Again(new List<IHandle> { value, value })[1].Name);
        Assert.Equal("a", ((IHandle)Again(new Node { Anything = value, Next = new Node { Name = "behind" } }).Anything!).Name);
        Assert.Equal("behind", Again(new Node { Anything = value, Next = new Node { Name = "behind" } }).Next!.Name);

        T Again<T>(T original) => serializer.Deserialize<T>(serializer.SerializeToArray(original));
    }

    [Fact]
    public void A_registered_codec_and_copier_take_their_type()
    {
        var value = new Token("abc");
        Assert.Equal("abc", RoundTrip(value).Text);
        Assert.Equal("abc", RoundTrip(new List<Token> { value, new("d") })[0].Text);
        Assert.Equal("d", RoundTrip(new List<Token> { value, new("d") })[1].Text);
        Assert.Equal("ABC", Copier.Copy(value).Text);
    }
}

public interface IHandle
{
    string Name { get; }
}

public sealed class Handle(string name) : IHandle
{
    public string Name => name;
}

internal sealed class HandleCopier : IGeneralizedCopier
{
    public bool IsSupportedType(Type type) => typeof(IHandle).IsAssignableFrom(type);

    public object? DeepCopy(object? input, CopyContext context)
    {
        if (context.TryGetCopy<object>(input, out var known))
        {
            return known;
        }

        var copy = new Handle("copy of " + ((IHandle)input!).Name);
        context.RecordCopy(input!, copy);
        return copy;
    }
}

internal sealed class HandleCodec : IGeneralizedCodec, ITypeFilter
{
    public bool? IsTypeAllowed(Type type) => typeof(IHandle).IsAssignableFrom(type) ? true : null;

    public bool IsSupportedType(Type type) => typeof(IHandle).IsAssignableFrom(type);

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        var bytes = Encoding.UTF8.GetBytes(((IHandle)value!).Name);
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(IHandle), WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)bytes.Length);
        writer.Write(bytes);
    }

    public object? ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        field.EnsureWireType(WireType.LengthPrefixed);
        return new Handle(Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadVarUInt32())));
    }
}

public readonly struct Token(string text)
{
    public string Text => text;
}

[RegisterSerializer]
public sealed class TokenCodec : IFieldCodec<Token>
{
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, Token value)
        where TBufferWriter : IBufferWriter<byte>
    {
        var bytes = Encoding.UTF8.GetBytes(value.Text);
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(Token), WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)bytes.Length);
        writer.Write(bytes);
    }

    public Token ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        field.EnsureWireType(WireType.LengthPrefixed);
        return new Token(Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadVarUInt32())));
    }

    void IFieldCodec.WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, object? value)
        => WriteField(ref writer, fieldIdDelta, expectedType, (Token)value!);

    object? IFieldCodec.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}

[RegisterCopier]
public sealed class TokenCopier : IDeepCopier<Token>
{
    public Token DeepCopy(Token input, CopyContext context) => new(input.Text.ToUpperInvariant());

    object? IDeepCopier.DeepCopy(object? input, CopyContext context) => DeepCopy((Token)input!, context);
}
