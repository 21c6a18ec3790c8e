namespace Orleans.Ray.Tests.Ledger;

public sealed class ResourceSetTests
{
    [Fact]
    public void Amounts_are_kept_with_a_precision_of_a_ten_thousandth()
    {
        var set = ResourceSet.Create([new("CPU", 0.1), new("x", 0.00004), new("y", 0)]);

        Assert.Equal(0.1, set["CPU"]);
        Assert.Equal(["CPU"], set.Names);
        Assert.Equal(0, set["x"]);
        Assert.Equal(0, set["unknown"]);
    }

    [Fact]
    public void Sets_with_the_same_amounts_are_equal_in_any_order()
    {
        var one = ResourceSet.Create([new("CPU", 2), new("GPU", 0.5)]);
        var two = ResourceSet.Create([new("GPU", 0.5), new("CPU", 2), new("zero", 0)]);

        Assert.Equal(one, two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
        Assert.NotEqual(one, ResourceSet.Create([new("CPU", 2)]));
        Assert.NotEqual(one, ResourceSet.Create([new("CPU", 2), new("GPU", 0.6)]));
        Assert.Equal("{CPU: 2, GPU: 0.5}", one.ToString());
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(" ", 1)]
    [InlineData("x", -0.1)]
    [InlineData("x", double.NaN)]
    [InlineData("x", double.PositiveInfinity)]
    [InlineData("x", 1e300)]
    public void Amounts_that_make_no_sense_are_refused(string name, double amount) =>
        Assert.Throws<ArgumentException>(() => ResourceSet.Create([new(name, amount)]));

    [Fact]
    public void Nothing_at_all_is_empty()
    {
        Assert.True(ResourceSet.Empty.IsEmpty);
        Assert.Equal(ResourceSet.Empty, ResourceSet.Create([]));
        Assert.Equal("{}", ResourceSet.Empty.ToString());
    }
}
