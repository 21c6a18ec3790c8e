using System.Net;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Polyfills.Directories;

public sealed class LocationCacheTests
{
    private static readonly SiloAddress[] Silos = [.. Enumerable.Range(1, 4).Select(port => SiloAddress.New(IPAddress.Loopback, port, 1))];

    private readonly SettableTime _time = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_stripe_behaves_like_a_list_in_the_order_of_use(int seed)
    {
        const int Limit = 20;
        var random = new Random(seed);
        var stripe = new LocationCacheStripe(Limit, TimeSpan.FromMinutes(4), _time);
        var model = new List<(GrainId Grain, SiloAddress Silo)>();
        for (var step = 0; step < 5_000; step++)
        {
            var (grain, silo) = (Grain(random.Next(40)), Silos[random.Next(Silos.Length)]);
            var at = model.FindIndex(entry => entry.Grain == grain);
            switch (random.Next(10))
            {
                case 0:
                    stripe.Remove(grain, silo);
                    model.RemoveAll(entry => entry == (grain, silo));
                    break;
                case 1 when random.Next(20) == 0:
                    stripe.Remove(silo);
                    model.RemoveAll(entry => entry.Silo.Equals(silo));
                    break;
                case < 5:
                    stripe.Set(grain, silo);
                    model.RemoveAll(entry => entry.Grain == grain);
                    model.Add((grain, silo));
                    if (model.Count > Limit)
                    {
                        model.RemoveAt(0);
                    }

                    break;
                default:
                    Assert.Equal(at >= 0, stripe.TryGet(grain, out var found));
                    if (at >= 0)
                    {
                        var entry = model[at];
                        Assert.Equal(entry.Silo, found);
                        model.RemoveAt(at);
                        model.Add(entry);
                    }

                    break;
            }
        }
    }

    [Fact]
    public void An_entry_is_forgotten_when_its_time_is_over_however_often_it_is_used()
    {
        var cache = new LocationCache(new GrainDirectoryOptions(), _time);
        cache.Set(Grain(1), Silos[0]);

        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.True(cache.TryGet(Grain(1), out _));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.False(cache.TryGet(Grain(1), out _));
    }

    [Fact]
    public void The_limit_holds_for_all_stripes_together()
    {
        var cache = new LocationCache(new GrainDirectoryOptions { CacheSize = 100 }, _time);

        for (var i = 0; i < 1_000; i++)
        {
            cache.Set(Grain(i), Silos[0]);
        }

        Assert.InRange(Enumerable.Range(0, 1_000).Count(i => cache.TryGet(Grain(i), out _)), 50, 100);
    }

    [Theory]
    [InlineData(0, GrainDirectoryOptions.CachingStrategyType.LRU)]
    [InlineData(100, GrainDirectoryOptions.CachingStrategyType.None)]
    public void Without_a_cache_nothing_is_remembered(int size, GrainDirectoryOptions.CachingStrategyType strategy)
    {
        var cache = new LocationCache(new GrainDirectoryOptions { CacheSize = size, CachingStrategy = strategy }, _time);

        cache.Set(Grain(1), Silos[0]);

        Assert.False(cache.TryGet(Grain(1), out _));
    }

    private static GrainId Grain(int number) => GrainId.Create("cached", $"{number}");
}
