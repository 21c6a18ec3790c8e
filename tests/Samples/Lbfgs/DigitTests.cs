using global::Lbfgs.Digits;

namespace Orleans.Ray.Samples.Tests.Lbfgs;

public sealed class DigitTests
{
    [Fact]
    public void The_same_seed_draws_the_same_digits_wherever_one_begins()
    {
        var digits = DigitGenerator.Generate(seed: 7, first: 0, count: 50);
        var later = DigitGenerator.Generate(seed: 7, first: 20, count: 30);
        Assert.Equal(digits.Images[20.., ..], later.Images);
        Assert.Equal(digits.Labels[20..], later.Labels);
    }

    [Fact]
    public void Another_seed_draws_others() =>
        Assert.NotEqual(DigitGenerator.Generate(1, 0, 20).Images, DigitGenerator.Generate(2, 0, 20).Images);

    [Fact]
    public void Every_digit_is_drawn_and_no_two_images_are_the_same()
    {
        var digits = DigitGenerator.Generate(1, 0, 200);
        Assert.Equal(Enumerable.Range(0, 10).Select(static digit => (byte)digit), digits.Labels.ToArray().Distinct().Order());
        Assert.Equal(200, Enumerable.Range(0, 200).Select(row => digits.Images.Row(row)).Distinct().Count());
        Assert.InRange(NDArray.Min(digits.Images), 0, 1);
        Assert.InRange(NDArray.Max(digits.Images), 0, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void Parts_hold_every_image_once_and_in_order(int parts)
    {
        var digits = DigitGenerator.Generate(1, 0, 10);
        var split = digits.Split(parts);
        Assert.Equal(digits.Labels.ToArray(), split.SelectMany(static part => part.Labels.ToArray()));
        Assert.Equal(digits.Images.ToArray(), split.SelectMany(static part => part.Images.ToArray()));
        Assert.InRange(split.Max(static part => part.Count) - split.Min(static part => part.Count), 0, 1);
    }
}
