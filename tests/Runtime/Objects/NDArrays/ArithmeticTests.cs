namespace Orleans.Ray.Tests.Objects.NDArrays;

public sealed class ArithmeticTests
{
    private static readonly NDArray<double> X = NDArray.Create<double>([1, 2, 3, 4, 5, 6], 2, 3);
    private static readonly NDArray<double> Y = NDArray.Create<double>([6, 5, 4, 3, 2, 1], 2, 3);

    [Fact]
    public void Operators_work_element_by_element()
    {
        Assert.Equal(NDArray.Full(7.0, 2, 3), X + Y);
        Assert.Equal(NDArray.Create<double>([-5, -3, -1, 1, 3, 5], 2, 3), X - Y);
        Assert.Equal(NDArray.Create<double>([6, 10, 12, 12, 10, 6], 2, 3), X * Y);
        Assert.Equal(NDArray.Create<double>([1 / 6d, 2 / 5d, 3 / 4d, 4 / 3d, 5 / 2d, 6], 2, 3), X / Y);
        Assert.Equal(NDArray.Create<double>([-1, -2, -3, -4, -5, -6], 2, 3), -X);
    }

    [Fact]
    public void Operators_take_a_number_on_either_side()
    {
        Assert.Equal(NDArray.Create<double>([3, 4, 5, 6, 7, 8], 2, 3), X + 2);
        Assert.Equal(X + 2, 2 + X);
        Assert.Equal(NDArray.Create<double>([-1, 0, 1, 2, 3, 4], 2, 3), X - 2);
        Assert.Equal(-(X - 2), 2 - X);
        Assert.Equal(NDArray.Create<double>([2, 4, 6, 8, 10, 12], 2, 3), X * 2);
        Assert.Equal(X * 2, 2 * X);
        Assert.Equal(NDArray.Create<double>([0.5, 1, 1.5, 2, 2.5, 3], 2, 3), X / 2);
        Assert.Equal(NDArray.Create<double>([2, 1, 2 / 3d, 0.5, 0.4, 1 / 3d], 2, 3), 2 / X);
        Assert.Equal(NDArray.Create([3, 6]), NDArray.Create([1, 2]) * 3);
    }

    [Fact]
    public void Views_compute_like_the_arrays_that_they_show()
    {
        var transposed = NDArray.Create<double>([1, 4, 2, 5, 3, 6], 3, 2).Transpose();

        Assert.Equal(X + Y, transposed + Y);
        Assert.Equal(NDArray.MatMul(X, Y.Transpose()), NDArray.MatMul(transposed, Y.Transpose()));
        Assert.Equal(NDArray.Dot(X, Y), NDArray.Dot(transposed, Y));
        Assert.Equal(NDArray.Exp(X), NDArray.Exp(transposed));
    }

    [Fact]
    public void Functions_give_what_their_names_say()
    {
        Assert.Equal(21, NDArray.Sum(X));
        Assert.Equal(3.5, NDArray.Mean(X));
        Assert.Equal(1, NDArray.Min(X));
        Assert.Equal(6, NDArray.Max(X));
        Assert.Equal(56, NDArray.Dot(X, Y));
        Assert.Equal(Math.Sqrt(91), NDArray.Norm(X), 12);
        Assert.Equal(X, NDArray.Abs(-X));
        Assert.Equal(NDArray.Create<double>([.. X.ToArray().Select(static x => Math.Sqrt(x))], 2, 3), NDArray.Sqrt(X));
        AssertClose(X.ToArray().Select(static x => Math.Exp(x)), NDArray.Exp(X));
        AssertClose(X.ToArray().Select(static x => Math.Log(x)), NDArray.Log(X));
        AssertClose(X.ToArray().Select(static x => Math.Tanh(x)), NDArray.Tanh(X));
        AssertClose(X.ToArray().Select(static x => 1 / (1 + Math.Exp(-x))), NDArray.Sigmoid(X));
        Assert.Equal(NDArray.Create([0, 1, 2, 3]), NDArray.Range<int>(4));
    }

    [Fact]
    public void Random_numbers_are_those_of_their_seed()
    {
        Assert.Equal(NDArray.Random<float>(1, 100, 3), NDArray.Random<float>(1, 100, 3));
        Assert.NotEqual(NDArray.Random<float>(1, 100, 3), NDArray.Random<float>(2, 100, 3));
        Assert.All(NDArray.Random<Half>(3, 5000).ToArray(), static number => Assert.InRange((double)number, 0, 0.9999));
        var normal = NDArray.RandomNormal<double>(4, 10_001);
        Assert.Equal(0, NDArray.Mean(normal), 0.05);
        Assert.Equal(1, NDArray.Mean(normal * normal), 0.05);
    }

    [Fact]
    public void Nothing_has_no_least_element_and_a_sum_of_zero()
    {
        var empty = NDArray.Zeros<double>(0, 3);

        Assert.Equal(0, NDArray.Sum(empty));
        Assert.Equal(empty, NDArray.Exp(empty));
        Assert.Equal(empty, NDArray.Sigmoid(empty));
        Assert.Contains("no elements", Assert.Throws<ArgumentException>(() => NDArray.Min(empty)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NDArray.Max(empty));
        Assert.Throws<ArgumentException>(() => NDArray.Mean(empty));
    }

    [Fact]
    public void Bad_shapes_are_refused_where_they_are_given()
    {
        Assert.Contains("different shapes", Assert.Throws<ArgumentException>(() => X + Y.Transpose()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NDArray.MatMul(X, Y));
        Assert.Throws<ArgumentException>(() => X.Reshape(4, 2));
        Assert.Throws<ArgumentException>(() => X.Reshape(-1, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => X.Slice(..3));
        Assert.Throws<ArgumentOutOfRangeException>(() => X.Slice(2..1));
        Assert.Throws<ArgumentException>(() => X.Slice(.., .., ..));
        Assert.Throws<ArgumentOutOfRangeException>(() => X.Row(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => X.Every(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => X.Every(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Zeros<int>(-1));
        Assert.Throws<OverflowException>(() => NDArray.Zeros<byte>(1 << 20, 1 << 20));
        Assert.Equal(0, NDArray.Zeros<byte>(1 << 20, 0, 1 << 20).Length);
        Assert.Equal(X, X.Reshape(3, -1).Reshape(2, 3));
    }

    private static void AssertClose(IEnumerable<double> expected, NDArray<double> actual) =>
        Assert.All(expected.Zip(actual.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 12));
}
