using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Orleans.Polyfills.Serialization;

public sealed class UnknownExceptionTests
{
    [Fact]
    public void An_exception_whose_type_is_not_here_is_read_as_a_stand_in()
    {
        var result = Assert.IsType<UnavailableExceptionFallbackException>(SerializerServices.Serializer.Deserialize<Exception>(Renamed(new KnownException("message", 5))));
        Assert.Equal("message", result.Message);
        Assert.Contains("polyfills.UnknownException", result.ExceptionType, StringComparison.Ordinal);
        Assert.Contains("polyfills.UnknownException", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_inner_exceptions_are_kept()
    {
        var result = SerializerServices.Serializer.Deserialize<Exception>(Renamed(new KnownException("outer", 5, new InvalidOperationException("inner"))));
        Assert.Equal("inner", Assert.IsType<InvalidOperationException>(result.InnerException).Message);
        var outer = new InvalidOperationException("outer", new KnownException("inner", 6));
        Assert.Equal("inner", Assert.IsType<UnavailableExceptionFallbackException>(SerializerServices.Serializer.Deserialize<Exception>(Renamed(outer)).InnerException).Message);
    }

    [Fact]
    public void The_stand_in_can_be_sent_on()
    {
        var first = SerializerServices.Serializer.Deserialize<Exception>(Renamed(new KnownException("message", 5)));
        var second = Assert.IsType<UnavailableExceptionFallbackException>(SerializerServices.Serializer.Deserialize<Exception>(SerializerServices.Serializer.SerializeToArray(first)));
        Assert.Equal(("message", ((UnavailableExceptionFallbackException)first).ExceptionType), (second.Message, second.ExceptionType));
    }

    [Fact]
    public void Exceptions_of_further_namespaces_travel_if_the_options_say_so()
    {
        var services = SerializerServices.Create(services: static services => services.Configure<ExceptionSerializationOptions>(static options => options.SupportedNamespacePrefixes.Add("Orleans.Polyfills")));
        var serializer = services.GetRequiredService<Serializer>();
        Assert.Equal("plain", Assert.IsType<PlainException>(serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(new PlainException("plain")))).Message);
        Assert.Throws<CodecNotFoundException>(() => SerializerServices.Serializer.SerializeToArray<Exception>(new PlainException("plain")));
    }

    // As if the sender had a type by this name.
    private static byte[] Renamed(Exception exception)
    {
        var bytes = SerializerServices.Serializer.SerializeToArray(exception);
        var at = bytes.AsSpan().IndexOf("polyfills.KnownException.."u8);
        Assert.True(at > 0);
        "polyfills.UnknownException"u8.CopyTo(bytes.AsSpan(at));
        return bytes;
    }
}

[GenerateSerializer]
[Alias("polyfills.KnownException..")]
public sealed class KnownException : Exception
{
    public KnownException(string message, int number, Exception? inner = null)
        : base(message, inner)
        => Number = number;

    [Id(0)]
    public int Number { get; }
}

public sealed class PlainException(string message) : Exception(message);
