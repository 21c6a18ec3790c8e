using FsCheck;
using FsCheck.Fluent;
using Orleans.Ray.Resources;

namespace Orleans.Ray.Tests.Ledger;

public sealed class GpuPoolProperties
{
    [Fact]
    public void A_fraction_goes_to_the_fullest_device_that_has_room()
    {
        Prop.ForAll(Histories.Arbitrary, static history =>
        {
            const int Devices = 4;
            var pool = new GpuPool(Devices);
            var used = new long[Devices];
            foreach (var units in history.Where(static operation => operation.IsTake && operation.Gpu is > 0 and < 10_000).Select(static operation => (long)operation.Gpu))
            {
                var room = used.Where(taken => taken + units <= 10_000).ToArray();
                var grant = pool.TryTake(units);
                Assert.Equal(room.Length > 0, grant is not null);
                if (grant is not null)
                {
                    var device = Assert.Single(grant.Value.Ids);
                    Assert.Equal(room.Max(), used[device]);
                    used[device] += units;
                }
            }

            Assert.Equal((Devices * 10_000) - used.Sum(), pool.FreeUnits);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Whole_devices_are_given_while_enough_are_untouched()
    {
        var pool = new GpuPool(3);
        var half = pool.TryTake(5_000);
        Assert.NotNull(half);

        Assert.Null(pool.TryTake(30_000));
        var two = pool.TryTake(20_000);
        Assert.NotNull(two);
        Assert.DoesNotContain(half.Value.Ids[0], two.Value.Ids);
        Assert.Null(pool.TryTake(10_000));
        Assert.NotNull(pool.TryTake(5_000));

        pool.Return(two.Value.Ids, two.Value.UnitsPerDevice);
        Assert.Equal(20_000, pool.FreeUnits);
    }
}
