using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Numerics;

namespace Orleans.Conformance.Serialization;

public sealed class BuiltInValueTests : SerializerTest
{
    public static TheoryData<object> Values() =>
    [
        true, false, (byte)200, (sbyte)-100, (short)-30000, (ushort)60000, int.MinValue, int.MaxValue, 0, uint.MaxValue,
        long.MinValue, long.MaxValue, ulong.MaxValue, 1.5f, float.NaN, double.Epsilon, double.NegativeInfinity,
        79228162514264337593543950335m, -0.0001m, 'x', "text", "", "\u00fc\u20ac\U0001F600", (Half)0.25, Int128.MinValue, UInt128.MaxValue,
        BigInteger.Pow(7, 100), BigInteger.MinusOne, Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
        new DateTime(2024, 2, 29, 12, 30, 1, DateTimeKind.Utc), new DateTime(2024, 2, 29, 12, 30, 1, DateTimeKind.Unspecified),
        new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromMinutes(-330)), TimeSpan.FromTicks(-123456789), TimeSpan.MaxValue,
        new DateOnly(1999, 12, 31), new TimeOnly(23, 59, 59, 999), new Uri("https://example.org/a?b=c"), new Uri("a/b", UriKind.Relative),
        new Version(1, 2, 3, 4), new Version(1, 2), IPAddress.Parse("192.168.1.2"), IPAddress.Loopback, IPAddress.Parse("fe80::1"),
        new IPEndPoint(IPAddress.Parse("2001:db8::1"), 443), CultureInfo.InvariantCulture, DayOfWeek.Friday, Level.High, (Level)77, Huge.Last,
        new BitVector32(0x12345678), StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase,
    ];

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void A_value_survives_as_an_object(object value) => Assert.Equal(value, RoundTrip(value));

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void A_value_keeps_its_type_as_an_object(object value)
    {
        if (value is not (StringComparer or CultureInfo or IPAddress))
        {
            Assert.Equal(value.GetType(), RoundTrip(value).GetType());
        }
    }

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void A_value_is_not_copied(object value)
    {
        if (value is string or Uri or Version or CultureInfo or IPAddress)
        {
            Assert.Same(value, Copier.Copy(value));
        }

        Assert.Equal(value, Copier.Copy(value));
    }

    [Fact]
    public void Values_survive_with_their_static_type()
    {
        Assert.Equal(-5, RoundTrip(-5));
        Assert.Equal("text", RoundTrip("text"));
        Assert.Equal(2.5, RoundTrip(2.5));
        Assert.Equal(Level.High, RoundTrip(Level.High));
        Assert.Equal(new DateOnly(2000, 1, 1), RoundTrip(new DateOnly(2000, 1, 1)));
        Assert.Equal(12.75m, RoundTrip(12.75m));
    }

    [Fact]
    public void Nullables_survive()
    {
        Assert.Equal(5, RoundTrip<int?>(5));
        Assert.Null(RoundTrip<int?>(null));
        Assert.Equal(5, Copier.Copy<int?>(5));
        Assert.Null(Copier.Copy<int?>(null));
        Assert.Equal([1, null, 3], RoundTrip(new int?[] { 1, null, 3 }));
    }

    [Fact]
    public void Null_survives()
    {
        Assert.Null(RoundTrip<string?>(null));
        Assert.Null(RoundTrip<object?>(null));
        Assert.Null(RoundTrip<List<int>?>(null));
        Assert.Null(Copier.Copy<List<int>?>(null));
    }

    [Fact]
    public void A_plain_object_survives() => Assert.Equal(typeof(object), RoundTrip(new object()).GetType());

    [Fact]
    public void A_local_time_keeps_its_kind()
    {
        var value = new DateTime(2024, 6, 1, 8, 0, 0, DateTimeKind.Local);
        Assert.Equal(DateTimeKind.Local, RoundTrip(value).Kind);
        Assert.Equal(value, RoundTrip(value));
    }

    [Theory]
    [InlineData(typeof(string))]
    [InlineData(typeof(int[]))]
    [InlineData(typeof(List<int>))]
    [InlineData(typeof(Dictionary<string, List<Guid>>))]
    [InlineData(typeof(Level))]
    [InlineData(typeof(Leaf))]
    public void A_type_survives(Type type)
    {
        Assert.Equal(type, RoundTrip(type));
        Assert.Equal(type, RoundTrip<object>(type));
        Assert.Same(type, Copier.Copy(type));
    }

    [Fact]
    public void Compare_info_survives() => Assert.Equal(CultureInfo.InvariantCulture.CompareInfo, RoundTrip(CultureInfo.InvariantCulture.CompareInfo));

    [Fact]
    public void A_cancellation_token_is_copied_as_it_is()
    {
        using var source = new CancellationTokenSource();
        Assert.Equal(source.Token, Copier.Copy(source.Token));
    }
}
