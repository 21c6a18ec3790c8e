using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Orleans.Ray.Tests.Objects.NDArrays;

/// <summary>Arrays in grain messages.</summary>
public sealed class MessageTests
{
    [Fact]
    public void Arrays_and_views_of_any_element_type_survive()
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        using var pinned = FakePin.Array<double>([1, 2, 3, 4, 5, 6], out _, 2, 3);

        Survives(NDArray.Create([1, 2, 3, 4], 2, 2));
        Survives(NDArray.Create([1, 2, 3, 4], 2, 2).Transpose());
        Survives(NDArray.Zeros<byte>(3, 0));
        Survives(NDArray.Full(5.5f));
        Survives(NDArray.Create<System.Numerics.Complex>([new(1, 2), new(3, 4)]));
        Survives(NDArray.Create([(1, 2.5, true), (3, 4.5, false)]));
        Survives(pinned);
        Survives(pinned.Slice(.., 1..));

        void Survives<T>(NDArray<T> array)
            where T : unmanaged
        {
            var read = serializer.Deserialize<NDArray<T>>(serializer.SerializeToArray(array));
            Assert.Equal(array, read);
            Assert.NotSame(array, read);
        }
    }

    [Fact]
    public void An_array_that_is_met_twice_comes_back_as_one()
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        var array = NDArray.Create([1, 2, 3]);

        var read = serializer.Deserialize<NDArray<int>[]>(serializer.SerializeToArray<NDArray<int>[]>([array, array]));

        Assert.Equal(array, read[0]);
        Assert.Same(read[0], read[1]);
    }
}
