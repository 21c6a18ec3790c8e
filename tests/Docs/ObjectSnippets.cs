using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.TestingHost;

namespace Orleans.Ray.Docs.Tests;

public sealed partial class ObjectSnippets
{
    [Fact]
    public async Task Putting_and_getting()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: objects-put
        ObjectRef<NDArray<double>> weights = Ray.Put(NDArray.Ones<double>(1000));
        double sum = await Vectors.Remote.Sum(weights);          // handed to any number of tasks, copied by none
        NDArray<double> back = await weights;                    // = await Ray.GetAsync(weights)
        // end

        Assert.Equal(1000, sum);
        Assert.Equal(1000, back.Length);
    }

    [Fact]
    public async Task Getting_several()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: objects-get
        var squares = Enumerable.Range(0, 4).Select(i => Vectors.Remote.Square(i)).ToArray();
        int[] values = await Ray.GetAsync(squares);                              // [0, 1, 4, 9]: the order of the list
        int last = Ray.Get(squares[3], timeout: TimeSpan.FromSeconds(10));       // blocks; GetTimeoutException says what it waited for
        // end

        Assert.Equal([0, 1, 4, 9], values);
        Assert.Equal(9, last);
    }

    [Fact]
    public async Task Waiting()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: objects-wait
        IReadOnlyList<ObjectRef<int>> pending = [.. Enumerable.Range(0, 10).Select(i => Vectors.Remote.Square(i))];
        var total = 0;
        while (pending.Count > 0)
        {
            (var ready, pending) = await Ray.WaitAsync(pending, numReturns: 1);  // whichever is first
            total += await ready[0];
        }
        // end

        Assert.Equal(285, total);
    }

    [Fact]
    public async Task Copying()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: objects-copies
        var mine = new List<int> { 1, 2, 3 };
        var reference = Ray.Put(mine);
        mine.Add(4);                                             // the object does not change
        var yours = await reference;
        yours.Clear();                                           // nor does it now
        Console.WriteLine((await reference).Count);              // 3
        // end

        Assert.Equal([1, 2, 3], await reference);
    }

    [Fact]
    public async Task Nesting()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: objects-nested
        var inner = Ray.Put(5);
        ObjectRef<int> direct = Vectors.Remote.Square(inner);                    // the task gets 5
        ObjectRef<int> wrapped = Vectors.Remote.SquareFirst(new[] { inner });    // the task gets the reference, and gets 5 itself
        // end

        Assert.Equal(25, await direct);
        Assert.Equal(25, await wrapped);
    }

    [Fact]
    public async Task Large_values()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: objects-large
        ObjectRef<NDArray<double>> matrix = Ray.Put(NDArray.Random<double>(seed: 1, 1000, 1000));
        using (NDArray<double> view = await matrix)              // 8 MB, not copied
        {
            Console.WriteLine(NDArray.Mean(view));               // about a half
        }

        double[] mine = await Ray.Put(new double[1_000_000]);    // a copy: change it as you like
        // end

        Assert.Equal(1_000_000, mine.Length);
    }

    [Fact]
    public async Task Free()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: objects-free
        var scratch = Ray.Put(new double[1_000_000]);
        await Ray.FreeAsync([scratch]);                      // getting it now throws ObjectLostException
        // end

        await Assert.ThrowsAsync<ObjectLostException>(async () => await scratch);
        Assert.Empty(await Ray.State.ListMemoryAsync());
    }

    [Fact]
    public async Task Bytes()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSilo(static (_, silo) => silo.AddRay());
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var services = cluster.GetSiloServiceProvider();

        var ray = services.GetRequiredService<IRay>();

        // snippet: objects-bytes
        var serializer = services.GetRequiredService<Serializer>();          // the silo's, Orleans.Serialization.Serializer
        byte[] ticket = serializer.SerializeToArray(ray.Put(42));
        ObjectRef<int> same = serializer.Deserialize<ObjectRef<int>>(ticket);
        int value = await same;                                              // 42, though nobody has kept a reference
        await ray.FreeAsync([same]);                                         // the node lets go of it
        // end

        Assert.Equal(42, value);
        var lost = serializer.Deserialize<ObjectRef<int>>(ticket);
        await Assert.ThrowsAsync<ObjectLostException>(async () => await lost);
    }

    [Fact]
    public void Arrays()
    {
        // snippet: objects-ndarray
        NDArray<double> x = NDArray.Create<double>([1, 2, 3, 4, 5, 6], 2, 3);
        NDArray<double> row = x.Row(1);                          // 4 5 6: a view, as the next two
        NDArray<double> corner = x[.., ..2];                     // 1 2 / 4 5
        NDArray<double> columns = x.Transpose();                 // 3 rows of 2
        NDArray<double> y = (x * 2) + NDArray.Exp(x);
        NDArray<double> product = NDArray.MatMul(x, columns);    // 2 rows of 2
        ReadOnlySpan<double> elements = x.AsSpan();              // in row-major order, in place
        double[] copy = corner.ToArray();                        // whose elements do not lie together
        // end

        Assert.Equal([4, 5, 6], row.AsSpan());
        Assert.Equal([1, 2, 4, 5], copy);
        Assert.Equal(NDArray.Create<double>([14, 32, 32, 77], 2, 2), product);
        Assert.Equal(2 + Math.E, y[0, 0], 12);
        Assert.Equal(6, elements.Length);
    }

    public static partial class Vectors
    {
        [RayTask]
        public static double Sum(NDArray<double> x) => NDArray.Sum(x);

        [RayTask]
        public static int Square(int x) => x * x;

        [RayTask]
        public static async Task<int> SquareFirst(ObjectRef<int>[] references)
        {
            var x = await references[0];
            return x * x;
        }
    }
}
