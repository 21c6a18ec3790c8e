using System.Net;
using Orleans.Runtime;

namespace Orleans.Conformance.Identity;

public sealed class IdTests
{
    [Fact]
    public void Grain_ids_parse_what_they_print()
    {
        var id = GrainId.Create("type", "key/with/slashes");

        Assert.Equal("type/key/with/slashes", id.ToString());
        Assert.Equal(id, GrainId.Parse(id.ToString(), null));
        Assert.False(GrainId.TryParse("no slash", out _));
        Assert.Equal(id.GetHashCode(), GrainId.Parse(id.ToString(), null).GetHashCode());
    }

    [Fact]
    public void Grain_ids_compare_by_type_then_key()
    {
        Assert.True(GrainId.Create("a", "z").CompareTo(GrainId.Create("b", "a")) < 0);
        Assert.True(GrainId.Create("a", "a").CompareTo(GrainId.Create("a", "b")) < 0);
        Assert.NotEqual(GrainId.Create("a", "bc"), GrainId.Create("ab", "c"));
    }

    [Fact]
    public void Silo_addresses_parse_what_they_print()
    {
        var address = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11111), 154223492);

        Assert.Equal("S127.0.0.1:11111:154223492", address.ToString());
        Assert.Equal("127.0.0.1:11111@154223492", address.ToParsableString());
        Assert.Equal(address, SiloAddress.FromParsableString(address.ToParsableString()));
        Assert.True(SiloAddress.New(IPAddress.Loopback, 11111, 154223493).IsSuccessorOf(address));
    }

    [Fact]
    public void Generations_increase_within_a_process()
    {
        var first = SiloAddress.AllocateNewGeneration();
        var second = SiloAddress.AllocateNewGeneration();

        Assert.True(second > first);
    }

    [Fact]
    public void Activation_ids_print_as_at_and_hex()
    {
        var id = ActivationId.NewId();

        Assert.Matches("^@[0-9a-f]{32}$", id.ToString());
        Assert.Equal(id, ActivationId.FromParsableString(id.ToParsableString()));
    }
}
