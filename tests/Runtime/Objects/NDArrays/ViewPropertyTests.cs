using FsCheck;
using FsCheck.Fluent;

namespace Orleans.Ray.Tests.Objects.NDArrays;

/// <summary>Any views of views hold what a model that knows nothing of strides says, over managed and over pinned memory.</summary>
public sealed class ViewPropertyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Views_of_views_hold_what_the_model_holds(bool isPinned) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => Check(new Random(seed), isPinned)).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static void Check(Random random, bool isPinned)
    {
        var shape = Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(5)).ToArray();
        var length = shape.Aggregate(1, static (product, size) => product * size);
        var elements = Enumerable.Range(0, length).ToArray();
        FakePin? pin = null;
        var array = isPinned ? FakePin.Array<int>(elements, out pin, shape) : NDArray.Create<int>(elements, 1, length).Reshape(shape);
        var model = ModelArray.Counting(shape);
        AssertSame(model, array);
        for (var steps = random.Next(5); steps > 0; steps--)
        {
            var before = array;
            (array, model) = Step(random, array, model);
            before.Dispose();
            AssertSame(model, array);
        }

        Assert.NotEqual(true, pin?.IsReleased);
        array.Dispose();
        Assert.NotEqual(false, pin?.IsReleased);
    }

    private static (NDArray<int> Array, ModelArray Model) Step(Random random, NDArray<int> array, ModelArray model)
    {
        switch (random.Next(4))
        {
            case 0 when array.Rank > 0 && array.Shape[0] > 0:
                var row = random.Next(array.Shape[0]);
                return (array.Row(row), model.Row(row));
            case 1:
                return (array.Transpose(), model.Transpose());
            case 2 when array.Rank > 0:
                var dimension = random.Next(array.Rank);
                var step = random.Next(1, 4);
                return (array.Every(dimension, step), model.Every(dimension, step));
            default:
                int[] starts = [.. model.Shape.Select(size => random.Next(size + 1))];
                int[] lengths = [.. model.Shape.Select((size, at) => random.Next(size - starts[at] + 1))];
                Range[] ranges = [.. starts.Select((start, at) => random.Next(2) == 0 ? start..(start + lengths[at]) : start..^(model.Shape[at] - start - lengths[at]))];
                return (array.Slice(ranges), model.Slice(starts, lengths));
        }
    }

    private static void AssertSame(ModelArray model, NDArray<int> array)
    {
        int[] elements = [.. model.Elements()];
        Assert.Equal(model.Shape, array.Shape);
        Assert.Equal(elements.Length, array.Length);
        Assert.Equal(elements, array.ToArray());
        foreach (var indices in model.Indices())
        {
            Assert.Equal(model.At(indices), array[indices]);
        }

        if (IsInterleaved(array))
        {
            Assert.Throws<InvalidOperationException>(() => array.AsTensorSpan().Rank);
        }
        else
        {
            var tensor = new int[elements.Length];
            array.AsTensorSpan().FlattenTo(tensor);
            Assert.Equal(elements, tensor);
        }

        Assert.Equal(elements.Sum(), NDArray.Sum(array));
        Assert.Equal(NDArray.Create<int>(elements, [elements.Length, 1]).Reshape(model.Shape), array);
        Assert.Equal(NDArray.Create<int>(elements, [elements.Length, 1]).Reshape(model.Shape).GetHashCode(), array.GetHashCode());
        if (array.IsContiguous)
        {
            Assert.Equal(elements, array.AsSpan());
            Assert.Equal(elements, array.AsMemory().Span);
        }
        else
        {
            Assert.Throws<InvalidOperationException>(() => array.AsSpan().Length);
            Assert.Throws<InvalidOperationException>(() => array.AsMemory());
            Assert.Throws<InvalidOperationException>(() => array.Reshape(array.Length));
        }
    }

    // A dimension of longer strides starts again before one of shorter strides has ended; there are no tensors of that.
    private static bool IsInterleaved(NDArray<int> array)
    {
        var steps = array.Shape.ToArray().Zip(array.Strides.ToArray()).Where(static step => step.First > 1).OrderBy(static step => step.Second).ToArray();
        return array.Length > 0 && steps.Zip(steps.Skip(1)).Any(static pair => pair.First.First * pair.First.Second > pair.Second.Second);
    }
}
