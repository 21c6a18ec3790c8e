using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Orleans.Runtime;

[GenerateSerializer, Immutable, JsonConverter(typeof(SiloAddressConverter))]
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>, ISpanFormattable, IParsable<SiloAddress>, IUtf8SpanParsable<SiloAddress>
{
    private static readonly DateTime Epoch = new(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static int LastGeneration;

    [Id(0)]
    private readonly IPEndPoint _endpoint;

    [Id(1)]
    private readonly int _generation;

    private uint _hash;

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        _endpoint = endpoint;
        _generation = generation;
    }

    public static SiloAddress Zero { get; } = new(new IPEndPoint(IPAddress.Any, 0), 0);

    public IPEndPoint Endpoint => _endpoint;

    public int Generation => _generation;

    public bool IsClient => _generation < 0;

    public static SiloAddress New(IPEndPoint ep, int gen)
    {
        ArgumentNullException.ThrowIfNull(ep);
        return new SiloAddress(ep, gen);
    }

    public static SiloAddress New(IPAddress address, int port, int generation) => new(new IPEndPoint(address, port), generation);

    /// <summary>Seconds since a fixed epoch, strictly increasing within this process.</summary>
    public static int AllocateNewGeneration()
    {
        var now = (int)((DateTime.UtcNow.Ticks - Epoch.Ticks) / TimeSpan.TicksPerSecond);
        while (true)
        {
            var last = Volatile.Read(ref LastGeneration);
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref LastGeneration, next, last) == last)
            {
                return next;
            }
        }
    }

    public string ToParsableString() => string.Create(CultureInfo.InvariantCulture, $"{_endpoint}@{_generation}");

    public static SiloAddress FromParsableString(string addr) => Parse(addr);

    public static SiloAddress Parse(string value) => Parse(value, null);

    public static SiloAddress Parse(string value, IFormatProvider? provider = null) =>
        TryParse(value, provider, out var result) ? result : throw new FormatException($"'{value}' is not a silo address of the form ip:port@generation.");

    public static bool TryParse(string? value, [NotNullWhen(true)] out SiloAddress? result) => TryParse(value, null, out result);

    public static bool TryParse(string? value, IFormatProvider? provider, [NotNullWhen(true)] out SiloAddress? result)
    {
        result = null;
        var at = value?.LastIndexOf('@') ?? -1;
        if (at < 0
            || !IPEndPoint.TryParse(value.AsSpan(0, at), out var endpoint)
            || !int.TryParse(value.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var generation))
        {
            return false;
        }

        result = new SiloAddress(endpoint, generation);
        return true;
    }

    public static SiloAddress FromUtf8String(ReadOnlySpan<byte> addr) => Parse(Encoding.UTF8.GetString(addr));

    public static SiloAddress Parse(ReadOnlySpan<byte> utf8Text) => Parse(Encoding.UTF8.GetString(utf8Text));

    public static SiloAddress Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider = null) => Parse(Encoding.UTF8.GetString(utf8Text), provider);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, [NotNullWhen(true)] out SiloAddress? result) => TryParse(Encoding.UTF8.GetString(utf8Text), out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, [NotNullWhen(true)] out SiloAddress? result) =>
        TryParse(Encoding.UTF8.GetString(utf8Text), provider, out result);

    public string ToStringWithHashCode() => string.Create(CultureInfo.InvariantCulture, $"{ToString()}/x{GetConsistentHashCode():X8}");

    public int GetConsistentHashCode() => (int)UniformHash();

    internal uint[] GetUniformHashCodes(int numHashes)
    {
        var hashes = new uint[numHashes];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = Runtime.UniformHash.Combine(UniformHash(), (uint)i);
        }

        return hashes;
    }

    public bool IsSuccessorOf(SiloAddress other) => _generation > other._generation && _endpoint.Equals(other._endpoint);

    public bool IsPredecessorOf(SiloAddress other) => _generation < other._generation && _endpoint.Equals(other._endpoint);

    public int CompareTo(SiloAddress? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byGeneration = _generation.CompareTo(other._generation);
        if (byGeneration != 0)
        {
            return byGeneration;
        }

        var byPort = _endpoint.Port.CompareTo(other._endpoint.Port);
        return byPort != 0 ? byPort : _endpoint.Address.GetAddressBytes().AsSpan().SequenceCompareTo(other._endpoint.Address.GetAddressBytes());
    }

    public bool Equals([NotNullWhen(true)] SiloAddress? other) =>
        ReferenceEquals(this, other) || (other is not null && _generation == other._generation && _endpoint.Equals(other._endpoint));

    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    public override int GetHashCode() => (int)UniformHash();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsClient ? 'C' : 'S')}{_endpoint}:{_generation}");

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite(CultureInfo.InvariantCulture, $"{(IsClient ? 'C' : 'S')}{_endpoint}:{_generation}", out charsWritten);

    private uint UniformHash()
    {
        // Zero means not computed yet; a race computes the same value twice.
        if (_hash == 0)
        {
            Span<byte> bytes = stackalloc byte[24];
            bytes.Clear();
            _endpoint.Address.TryWriteBytes(bytes, out _);
            BitConverter.TryWriteBytes(bytes[16..], _endpoint.Port);
            BitConverter.TryWriteBytes(bytes[20..], _generation);
            _hash = Math.Max(1, Runtime.UniformHash.Compute(bytes));
        }

        return _hash;
    }
}
