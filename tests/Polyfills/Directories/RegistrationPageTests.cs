using Orleans.Runtime;

namespace Orleans.Polyfills.Directories;

public sealed class RegistrationPageTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(1_000)]
    public void Pages_have_every_address_once(int count)
    {
        const int Size = 10;
        var all = Enumerable.Range(0, count).Select(i => new GrainAddress { GrainId = GrainId.Create("paged", $"{i}"), ActivationId = ActivationId.NewId() }).ToArray();
        var seen = new List<GrainAddress>();

        for (uint? from = 0; from is { } hash;)
        {
            Random.Shared.Shuffle(all);
            var builder = new RegistrationPageBuilder(hash, Size);
            Array.ForEach(all, builder.Add);
            var page = builder.Build();
            Assert.True(page.Addresses.Count <= Size);
            seen.AddRange(page.Addresses);
            from = page.NextHash;
        }

        Assert.Equal(all.Select(address => address.GrainId).Order(), seen.Select(address => address.GrainId).Order());
    }

    [Fact]
    public void A_page_is_not_cut_within_a_hash()
    {
        var same = Enumerable.Range(0, 30).Select(_ => new GrainAddress { GrainId = GrainId.Create("paged", "same"), ActivationId = ActivationId.NewId() }).ToArray();
        var builder = new RegistrationPageBuilder(0, 10);

        Array.ForEach(same, builder.Add);

        var page = builder.Build();
        Assert.Equal(30, page.Addresses.Count);
        Assert.Null(page.NextHash);
    }
}
